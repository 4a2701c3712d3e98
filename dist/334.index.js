export const id = 334;
export const ids = [334,787];
export const modules = {

/***/ 6334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   action: () => (/* binding */ action),
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3838);
/* harmony import */ var _command_all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6183);
/* harmony import */ var _command_option_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(311);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7860);
/* harmony import */ var _github_github_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(787);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5606);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(669);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1430);













const signals = ['SIGINT', 'SIGTERM'];
/** The action's main: runs the command. */
async function action() {
    (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .tuneProcess */ .wl)();
    const cancel = new AbortController();
    for (const name of signals) {
        process.on(name, () => cancel.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('cancelled', `the job was cancelled (${name})`)));
    }
    await main(cancel.signal);
    (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .endByItself */ .a8)(signals, () => process.exit());
}
/** The action's post: removes what a cancelled main left. Of a main that was killed before it began, nothing. */
async function post() {
    const started = _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getState */ .Gu('run');
    if (started)
        await sweep(started);
}
async function main(signal) {
    const masks = (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .makeMask */ .lb)((form) => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setSecret */ .Pq(form));
    // What Node would print of it by itself would not be redacted.
    process.on('uncaughtException', (error) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setFailed */ .C1(masks.redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        process.exit(1);
    });
    const runId = (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .makeRunId */ .fN)();
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ('run', runId);
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch(), `restorable-report-${runId}.json`);
    const name = _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('command') || 'run';
    try {
        const result = await perform(name, runId, signal, masks);
        await publish(result, name, path, masks.redact);
    }
    catch (error) {
        await publishFailure(error, name, path, masks.redact);
    }
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ('ended', 'true');
}
async function perform(name, runId, signal, masks) {
    const env = environment();
    // Before the first line is printed; the policy's own secrets follow as soon as it is read.
    for (const name of _world_js__WEBPACK_IMPORTED_MODULE_12__/* .secretVariables */ .c8) {
        for (const word of env[name]?.split(/\s+/) ?? [])
            masks.mask(word);
    }
    if (!(0,_command_all_js__WEBPACK_IMPORTED_MODULE_4__/* .isCommand */ .y9)(name)) {
        const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_8__/* .nearest */ .pA)(name, Object.keys(_command_all_js__WEBPACK_IMPORTED_MODULE_4__/* .commands */ .Pi));
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('usage', `the input command: ${name} is not one`, near ? { hint: `Did you mean ${near}?` } : {});
    }
    const said = readOptions(name);
    // Before anything is done, and not in the middle of telling what was.
    readFlag('summary', _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('summary') || 'true');
    const world = await makeWorld(env, runId, signal, masks);
    const project = (env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-');
    const cached = readFlag('cache', _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('cache') || 'true');
    const restored = cached ? await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_7__.restoreDirectory)(world.cacheDirectory, project) : undefined;
    const run = await _command_all_js__WEBPACK_IMPORTED_MODULE_4__/* .commands */ .Pi[name].load();
    const result = await run(world, said);
    if (cached)
        await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_7__.saveDirectory)(world.cacheDirectory, project, restored);
    return result;
}
async function publish(result, name, path, redact) {
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .info */ .pq((0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(redact(result.text({ colour: true, width: 120 })), true));
    const status = result.problems.length === 0 ? 'succeeded' : 'failed';
    const { ids, deleted, outputs } = result;
    await output({ status, ids, deleted, outputs, json: (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .redactAll */ .$I)(result.json, redact), path });
    const report = result.report && (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .redactAll */ .$I)(result.report, redact);
    const { named = false } = result;
    const problems = (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .redactAll */ .$I)(named ? [] : result.problems.map(_command_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok), redact);
    const text = () => redact(result.text({ colour: false, width: 120 }));
    const markdown = result.markdown === undefined ? undefined : redact(result.markdown);
    await summarize(report ? (0,_report_report_js__WEBPACK_IMPORTED_MODULE_10__/* .renderSummary */ .Br)(report) : (0,_report_report_js__WEBPACK_IMPORTED_MODULE_10__/* .renderPlain */ .ld)({ command: name, status, text, markdown, problems }));
    for (const { level, message, title, file, line } of report ? (0,_report_report_js__WEBPACK_IMPORTED_MODULE_10__/* .annotations */ .hk)(report) : []) {
        say[level](message, { title, ...(file ? { file: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.normalize)(file) } : {}), ...(line ? { startLine: line } : {}) });
    }
    fail(result.problems, named, redact);
}
/** A command that failed before it had a result leaves the same outputs, a report and a summary. */
async function publishFailure(error, name, path, redact) {
    const json = (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .redactAll */ .$I)((0,_command_all_js__WEBPACK_IMPORTED_MODULE_4__/* .failureJson */ .PM)(error), redact);
    await output({ status: 'failed', json, path });
    const text = () => json.problems.map(({ message, hint }) => (hint ? `${message}\n${hint}` : message)).join('\n');
    await summarize((0,_report_report_js__WEBPACK_IMPORTED_MODULE_10__/* .renderPlain */ .ld)({ command: name, status: 'failed', text, markdown: undefined, problems: [] }));
    fail([error], false, redact);
}
async function output({ status, ids = [], deleted = [], outputs, json, path }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, `${JSON.stringify(json, null, 2)}\n`);
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('status', status);
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('ids', JSON.stringify(ids));
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('deleted', JSON.stringify(deleted));
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('report', path);
    if (outputs?.gate)
        _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('gate', outputs.gate);
    if (outputs?.matrix)
        _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH('matrix', outputs.matrix);
}
async function summarize(markdown) {
    // A runner of GitHub's own server may be too old to have summaries.
    if (!process.env['GITHUB_STEP_SUMMARY'] || /^false$/i.test(_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('summary')))
        return;
    await _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z.addRaw(markdown).write();
}
const say = { error: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .error */ .z3, warning: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .warning */ .$e, notice: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .notice */ .lm };
/** Fails the step by the first failure; the others are annotations too. Anything but a Problem shows its stack. */
function fail(problems, named, redact) {
    const [first, ...more] = problems;
    for (const error of problems) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_9__/* .isProblem */ .AN)(error))
            _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .error */ .z3(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        else if (!named && error !== first)
            _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .error */ .z3(redact(sentences(error)));
    }
    if (first === undefined)
        return;
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setFailed */ .C1(redact(sentences(first, others)));
}
function sentences(error, others = '') {
    const hint = (0,_problem_js__WEBPACK_IMPORTED_MODULE_9__/* .isProblem */ .AN)(error) && error.hint ? `. ${error.hint}` : '';
    return `${(0,_problem_js__WEBPACK_IMPORTED_MODULE_9__/* .messageOf */ .bD)(error)}${others}${hint}`;
}
function readOptions(command) {
    const taken = (0,_command_option_js__WEBPACK_IMPORTED_MODULE_5__/* .optionsOf */ .c)(command);
    const said = _command_option_js__WEBPACK_IMPORTED_MODULE_5__/* .options */ .f.flatMap((option) => {
        const { name, kind } = option;
        const text = _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4(name);
        if (text === '')
            return [];
        const value = kind === 'flag' ? readFlag(name, text) : kind === 'many' ? split(name, text) : text;
        if (value === false || (Array.isArray(value) && value.length === 0))
            return [];
        if (taken.some((one) => one.name === name))
            return [[name, value]];
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('usage', `${command} takes no input ${name}`, {
            hint: `Its inputs are ${taken.flatMap((one) => (one.name === 'json' ? [] : [one.name])).join(', ')}.`,
        });
    });
    return Object.fromEntries(said);
}
function readFlag(name, text) {
    if (/^true$/i.test(text))
        return true;
    if (/^false$/i.test(text))
        return false;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('usage', `the input ${name} is ${JSON.stringify(text)}`, { hint: 'It is either true or false.' });
}
/** Patterns may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
function split(option, value) {
    return value
        .split(option === 'only' ? /\r?\n/ : /[\s,]+/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
}
/** The environment of the step, with the keys that were given as inputs. */
function environment() {
    const { env } = process;
    return {
        ...env,
        RESTORABLE_SECRET_KEY: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('secret-key') || env['RESTORABLE_SECRET_KEY'],
        RESTORABLE_SIGNING_KEY: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('signing-key') || env['RESTORABLE_SIGNING_KEY'],
        RESTORABLE_GITHUB_TOKEN: _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('github-token') || env['GITHUB_TOKEN'],
    };
}
async function makeWorld(env, runId, signal, masks) {
    const temporaryDirectory = await makeTemporary(runId);
    return {
        env: { ...env, TMPDIR: temporaryDirectory },
        arguments: [],
        cwd: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        signal,
        log: workflowLog(masks.redact),
        ...masks,
        cacheDirectory: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['RUNNER_TEMP'] || temporaryDirectory, 'restorable-cache'),
        temporaryDirectory,
        services: (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .parseServices */ .En)(_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getInput */ .V4('services')),
        runId,
        versions: { restorable: _world_js__WEBPACK_IMPORTED_MODULE_12__/* .version */ .rE, node: process.versions.node },
        origin: (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .originOf */ .yv)(env, env['RUNNER_NAME'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()),
    };
}
/** Who sets TMPDIR has said where there is room. */
function temporary(runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(process.env['TMPDIR'] || scratch(), `restorable-${runId}`);
}
/** Never the workspace: what lies there may be backed up, or committed. */
function scratch() {
    return process.env['RUNNER_TEMP'] || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)();
}
function workflowLog(redact) {
    const info = (message) => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .info */ .pq((0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(redact(message), true));
    return {
        info,
        warning: (message) => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .warning */ .$e(redact(message)),
        // Failures become annotations once, with their place in the policy, when the report is published.
        error: (message) => info(`error: ${message}`),
        group: (name, body) => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .group */ .Os(redact(name), body),
        progress: () => { },
        fault({ file, finding }) {
            const { line, column, endColumn, message, hint } = finding;
            // GitHub knows a file by its path from the top of the repository: ./x is none.
            const place = { file: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.normalize)(file), startLine: line, startColumn: column, ...(endColumn ? { endColumn } : {}) };
            _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .error */ .z3(redact(hint ? `${message}. ${hint}` : message), { title: 'Backup policy', ...place });
        },
    };
}
/**
 * Where this run keeps what must not outlive it. Engines and their programs keep copies of databases below TMPDIR, so that
 * is inside: the post phase removes what a killed main left.
 */
async function makeTemporary(runId) {
    const path = temporary(runId);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true, mode: 0o700 });
    _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ('temporary', path);
    process.env['TMPDIR'] = path;
    return path;
}
/** The post phase: containers and temporary files of a main that was killed before it could remove them. */
async function sweep(runId) {
    const env = (0,_world_js__WEBPACK_IMPORTED_MODULE_12__/* .baseEnv */ .zk)({ env: process.env });
    const signal = AbortSignal.timeout(60_000);
    // Where Docker does not answer, main has started nothing with it.
    const settleMs = _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getState */ .Gu('ended') ? 0 : 2000;
    const removed = (await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_11__/* .hasDocker */ .pp)(env, signal)) ? await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_11__/* .sweepContainers */ .V5)(runId, env, signal, settleMs) : [];
    for (const name of removed)
        _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .info */ .pq(`removed the container ${name}, left by a cancelled run`);
    const path = _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .getState */ .Gu('temporary');
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path) === `restorable-${runId}`)
        await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_6__/* .removeTree */ .dM)(path);
}


/***/ }),

/***/ 787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentMaxLength: () => (/* reexport */ commentMaxLength),
  defaultBranchOf: () => (/* reexport */ defaultBranchOf),
  earlierPath: () => (/* reexport */ earlierPath),
  labelsOf: () => (/* reexport */ labelsOf),
  openApi: () => (/* reexport */ openApi),
  pullRequestOf: () => (/* reexport */ pullRequestOf),
  putStickyComment: () => (/* reexport */ putStickyComment),
  readFileAt: () => (/* reexport */ readFileAt),
  requireCommit: () => (/* reexport */ requireCommit),
  restoreDirectory: () => (/* reexport */ restoreDirectory),
  saveDirectory: () => (/* reexport */ saveDirectory)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 22 modules
var github = __webpack_require__(2413);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/github/api.js


/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
function openApi(token, url, { signal, timeoutMs = 30_000 }) {
    const octokit = (0,github/* getOctokit */.Q)(token, { baseUrl: url });
    // An option `request` would take the place of the library's own, with which it goes through a proxy.
    octokit.hook.before('request', ({ request }) => {
        if (request)
            request.signal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    });
    return octokit.rest;
}
/** One call; a failure becomes a Problem that names the call and the permission that it needs. */
async function call(what, permission, body) {
    try {
        return await body();
    }
    catch (error) {
        const { cause } = error;
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        if ((0,problem/* isProblem */.AN)(cause))
            throw cause;
        throw new problem/* Problem */.AF('github-failed', `GitHub refused to ${what}: ${wordsOf(error)}`, {
            hint: hintOf(error, permission),
            cause: error,
        });
    }
}
function statusOf(error) {
    return error.status;
}
function wordsOf(error) {
    const { status, message = String(error), response } = error;
    // Where nothing was answered, the status is the library's own.
    return status && response ? `${status} ${message}` : message;
}
function hintOf(error, permission) {
    const { status, response } = error;
    const headers = response?.headers ?? {};
    if (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] || status === 429) {
        const reset = new Date(Number(headers['x-ratelimit-reset']) * 1000);
        const when = Number.isNaN(reset.getTime()) ? ' later' : ` after ${reset.toISOString()}`;
        return `The rate limit is used up: run the job again${when}.`;
    }
    if (status === 401)
        return 'Give the action a valid token: github-token: ${{ github.token }}.';
    if (status === 403 || status === 404)
        return `Give the job permissions: { ${permission} }.`;
    return 'Run the job again.';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/cache.js + 340 modules
var cache = __webpack_require__(1691);
;// CONCATENATED MODULE: ./build/js/github/cache.js




// The Actions cache answers every failure like a miss, and may lose anything at any time: it is only ever a shortcut
// past reading the catalog's small objects again.
const prefix = 'restorable-catalog-';
/** Fills the directory with what an earlier run left there, if it can; gives the key that did. */
async function restoreDirectory(path, project) {
    if (!(0,cache/* isFeatureAvailable */.w3)())
        return undefined;
    return within(10_000, (0,cache/* restoreCache */.P3)([path], `${prefix}${project}-none`, [`${prefix}${project}-`]));
}
/** Keeps the files of the directory for later runs, unless there are none or `restored`, the key they came by, has them. */
async function saveDirectory(path, project, restored) {
    if (!(0,cache/* isFeatureAvailable */.w3)())
        return;
    const content = await digest(path);
    const key = `${prefix}${project}-${content}`;
    // Most ticks find nothing due, and add nothing that is worth an upload.
    if (content !== undefined && key !== restored)
        await within(30_000, (0,cache/* saveCache */.Io)([path], key));
}
/** The client of a service that is down tries for a minute: that is no shortcut any more. */
async function within(ms, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), ms);
    });
    try {
        return await Promise.race([work, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
async function digest(path) {
    let names;
    try {
        names = (await (0,promises_.readdir)(path)).sort();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return undefined; // nothing was cached
        throw error;
    }
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const name of names) {
        const file = (0,external_node_crypto_.createHash)('sha256').update(await (0,promises_.readFile)((0,external_node_path_.join)(path, name)));
        hash.update(`${name}\n${file.digest('hex')}\n`);
    }
    return names.length === 0 ? undefined : hash.digest('hex').slice(0, 32);
}

;// CONCATENATED MODULE: ./build/js/github/comment.js

/** GitHub's limit of a comment's body, in characters. */
const commentMaxLength = 65_536;
/**
 * Posts the body as the one comment with this marker (an HTML comment on its first line), or replaces that comment's body.
 * Gives its address. Only a comment of the same author is touched: anybody could write the marker.
 */
async function putStickyComment(api, pull, marker, body) {
    const where = { owner: pull.owner, repo: pull.repository };
    const text = `${marker}\n${body}`;
    const known = await findComment(api, pull, marker);
    if (known?.body === text)
        return known.url;
    return call('write the comment of the plan', 'pull-requests: write', async () => {
        const { data } = known
            ? await api.issues.updateComment({ ...where, comment_id: known.id, body: text })
            : await api.issues.createComment({ ...where, issue_number: pull.number, body: text });
        return data.html_url;
    });
}
/** Looks through every page: a long discussion must not make a second comment. */
async function findComment(api, pull, marker) {
    return call('list the comments of the pull request', 'pull-requests: write', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 };
        let me;
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listComments({ ...query, page });
            for (const { id, body = '', user, html_url: url } of data) {
                if (!body.startsWith(marker) || !user)
                    continue;
                // A workflow's own token is a bot and may not ask who it is; a person's token is known by its login.
                if (user.type !== 'Bot')
                    me ??= await loginOf(api);
                if (user.type === 'Bot' || user.login === me)
                    return { id, body, url };
            }
            if (data.length < query.per_page)
                return undefined;
        }
        return undefined;
    });
}
async function loginOf(api) {
    try {
        return (await api.users.getAuthenticated()).data.login;
    }
    catch (error) {
        if (statusOf(error) === 401 || statusOf(error) === 403)
            return '';
        throw error;
    }
}
/** The pull request's labels as they are now: the event's own are those of when it began. */
async function labelsOf(api, pull) {
    return call('list the labels of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 };
        const { data } = await api.issues.listLabelsOnIssue(query);
        return data.map(({ name }) => name);
    });
}

;// CONCATENATED MODULE: ./build/js/github/content.js

/** A file of the repository as it was at a commit; undefined if it was not there. */
async function readFileAt(api, pull, path, commit) {
    return call(`read ${path} of the base branch`, 'contents: read', async () => {
        try {
            const where = { owner: pull.owner, repo: pull.repository, path, ref: commit };
            const { data } = await api.repos.getContent({ ...where, mediaType: { format: 'raw' } });
            // The raw format answers with the text itself, or its bytes, whatever the types say; of a folder with a list.
            const text = data;
            if (text instanceof ArrayBuffer)
                return Buffer.from(text).toString('utf8');
            return typeof text === 'string' ? text : undefined;
        }
        catch (error) {
            if (statusOf(error) === 404)
                return undefined;
            throw error;
        }
    });
}
/** Throws `github-failed` unless the commit is seen: only then is a file that is not found known to be missing. */
async function requireCommit(api, pull, commit) {
    await call('read the base branch', 'contents: read', () => api.git.getCommit({ owner: pull.owner, repo: pull.repository, commit_sha: commit }));
}
/** GitHub lists at most this many files of a pull request. */
const mostFiles = 3000;
/**
 * Where the first of these files was before the pull request moved it; where it is new, the first of `left` that the pull
 * request takes away. undefined: neither.
 */
async function earlierPath(api, pull, paths, left) {
    return call('list the files of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, pull_number: pull.number, per_page: 100 };
        const removed = new Set();
        for (let page = 1; page <= mostFiles / query.per_page; page++) {
            const { data } = await api.pulls.listFiles({ ...query, page });
            for (const { filename, status, previous_filename: previous } of data) {
                if (status === 'renamed' && previous !== undefined && paths.includes(filename))
                    return previous;
                if (status === 'removed')
                    removed.add(filename);
            }
            if (data.length < query.per_page)
                break;
        }
        return left.find((path) => removed.has(path));
    });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
;// CONCATENATED MODULE: ./build/js/github/event.js

const pull = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({ name: schemas/* string */.YjP(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }), full_name: schemas/* string */.YjP() }),
    pull_request: schemas/* object */.Ikc({
        number: schemas/* number */.aig().int().positive(),
        base: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }),
        head: schemas/* object */.Ikc({ repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
    }),
});
/** The pull request of a `pull_request` event's payload; undefined for any other event. */
function pullRequestOf(payload) {
    const { data } = pull.safeParse(payload);
    if (!data)
        return undefined;
    const { repository, pull_request } = data;
    return {
        owner: repository.owner.login,
        repository: repository.name,
        number: pull_request.number,
        base: pull_request.base.sha,
        // A deleted fork has no repository any more.
        fork: pull_request.head.repo?.full_name !== repository.full_name,
    };
}
/** The name of the repository's default branch, as the event says; undefined where it does not. */
function defaultBranchOf(payload) {
    return schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ default_branch: schemas/* string */.YjP() }) }).safeParse(payload).data?.repository
        .default_branch;
}

;// CONCATENATED MODULE: ./build/js/github/github.js
/** The few calls to GitHub's services. */







/***/ })

};
