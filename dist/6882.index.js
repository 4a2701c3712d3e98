export const id = 6882;
export const ids = [6882];
export const modules = {

/***/ 16882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action),
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/js/command/admit/admit.js
var admit = __webpack_require__(41939);
// EXTERNAL MODULE: ./build/js/command/all.js
var command_all = __webpack_require__(56183);
// EXTERNAL MODULE: ./build/js/command/option.js + 5 modules
var command_option = __webpack_require__(17056);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 35 modules
var catalog = __webpack_require__(6363);
;// CONCATENATED MODULE: ./build/js/command/output.js

// Workflows paste outputs into scripts: what was written into a bucket must not get there. Ids, names, times, status
// words and our own command for a restore pass; free text is in the report's file alone.
const plain = /^(?:[\w.:+@/ -]|'\$\{RESTORE_URL\}')*$/;
/** Ids as an output of the action. */
const idsOutput = (ids) => JSON.stringify(ids.filter(catalog/* isId */.eQ));
/** A JSON text as an output of the action, without any text in it that no pattern allows. */
function jsonOutput(text) {
    return JSON.stringify(JSON.parse(text, (key, value) => plain.test(key) && (typeof value !== 'string' || plain.test(value)) ? value : undefined));
}

// EXTERNAL MODULE: ./build/js/command/project/given-keys.js
var given_keys = __webpack_require__(22300);
// EXTERNAL MODULE: ./build/js/command/result.js
var command_result = __webpack_require__(27575);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 4 modules
var engine = __webpack_require__(36701);
// EXTERNAL MODULE: ./build/js/github/github.js + 7 modules
var github = __webpack_require__(59008);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/progress.js
var js_progress = __webpack_require__(31783);
// EXTERNAL MODULE: ./build/js/report/report.js + 68 modules
var report_report = __webpack_require__(65670);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 26 modules
var runtime = __webpack_require__(40102);
// EXTERNAL MODULE: ./build/js/trust/trust.js + 8 modules
var trust = __webpack_require__(5403);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(51430);
;// CONCATENATED MODULE: ./build/js/action.js



















const signals = ['SIGINT', 'SIGTERM'];
/** The action's main: runs the command. */
async function action() {
    (0,js_world/* tuneProcess */.wl)(process.env);
    const cancel = new AbortController();
    for (const name of signals) {
        process.on(name, () => cancel.abort(new problem/* Problem */.AF('cancelled', `the job was cancelled (${name})`)));
    }
    await main(cancel.signal);
    (0,js_world/* endByItself */.a8)(signals, () => process.exit());
}
/** The action's post: removes what a cancelled main left. Of a main that was killed before it began, nothing. */
async function post() {
    const started = core/* getState */.Gu('run');
    if (started)
        await sweep(started);
}
async function main(signal) {
    const masks = (0,js_world/* makeMask */.lb)((form) => core/* setSecret */.Pq(form));
    // Node would print it without redaction.
    process.on('uncaughtException', (error) => {
        core/* setFailed */.C1(masks.redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        process.exit(1);
    });
    const runId = (0,js_world/* makeRunId */.fN)();
    core/* saveState */.LZ('run', runId);
    const path = (0,external_node_path_.join)(scratch(), `backproof-report-${runId}.json`);
    const name = core/* getInput */.V4('command') || 'run';
    const shown = new js_world/* ShownFaults */.zS();
    try {
        const { result, detail } = await perform(name, runId, signal, masks, shown);
        await publish(result, detail, name, path, masks.redact);
    }
    catch (error) {
        await publishFailure(error, name, path, masks.redact, shown);
    }
    core/* saveState */.LZ('ended', 'true');
}
async function perform(name, runId, signal, masks, shown) {
    const env = environment();
    // Before the first line is printed; the policy's own secrets follow as soon as it is read.
    for (const name of js_world/* secretVariables */.c8) {
        for (const word of env[name]?.split(/\s+/) ?? [])
            masks.mask(word);
    }
    if (!(0,command_all/* isCommand */.y)(name)) {
        const near = (0,words/* nearest */.pA)(name, Object.keys(command_all/* commands */.P));
        throw new problem/* Problem */.AF('usage', `the input command: ${name} is not a command`, near ? { hint: `Did you mean ${near}?` } : {});
    }
    warnOfUnknown(masks.redact);
    const said = readOptions(name);
    // Before anything is done, and not in the middle of telling what was.
    readFlag('summary', core/* getInput */.V4('summary') || 'true');
    const world = await (0,admit/* admit */.w)(await makeWorld(env, runId, signal, masks, shown), name, said);
    const project = (env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-');
    const cached = readFlag('cache', core/* getInput */.V4('cache') || 'true');
    const restored = cached ? await (0,github/* restoreDirectory */.UP)(world.cacheDirectory, project) : undefined;
    const result = await (0,given_keys/* runWithKeys */.I)(world, name, said);
    if (cached)
        await (0,github/* saveDirectory */.ry)(world.cacheDirectory, project, restored);
    return { result, detail: (0,command_option/* detailOf */.Rw)(said) };
}
async function publish(result, detail, name, path, redact) {
    const printed = (0,js_world/* inert */.tJ)(redact(result.text({ colour: true, width: 120, detail })), true);
    if (printed !== '')
        core/* info */.pq(printed);
    const status = result.problems.length === 0 ? 'succeeded' : 'failed';
    const { ids, deleted, outputs } = result;
    await output({ status, ids, deleted, outputs, json: (0,js_world/* redactAll */.$I)(result.json, redact), path });
    const report = result.report && (0,js_world/* redactAll */.$I)(result.report, redact);
    const left = (0,command_result/* untold */.r_)(result);
    const problems = (0,js_world/* redactAll */.$I)(left.map(command_result/* problemJson */.ok), redact);
    const text = () => redact(result.text({ colour: false, width: 120 }));
    const markdown = result.markdown === undefined ? undefined : redact(result.markdown);
    await summarize(report ? (0,report_report/* renderSummary */.Br)(report) : (0,report_report/* renderPlain */.ld)({ command: name, status, text, markdown, problems }));
    for (const { level, message, title, file, line } of report ? (0,report_report/* annotations */.hk)(report) : []) {
        say[level](message, { title, ...(file ? { file: (0,external_node_path_.normalize)(file) } : {}), ...(line ? { startLine: line } : {}) });
    }
    fail(result.problems, left, redact);
}
/** A command that failed before it had a result leaves the same outputs, a report and a summary. */
async function publishFailure(error, name, path, redact, shown) {
    const json = (0,js_world/* redactAll */.$I)((0,command_result/* failureJson */.PM)(error), redact);
    await output({ status: 'failed', json, path });
    const text = () => json.problems.map(({ message, hint }) => (hint ? `${message}\n${hint}` : message)).join('\n');
    await summarize((0,report_report/* renderPlain */.ld)({ command: name, status: 'failed', text, markdown: undefined, problems: [] }));
    const count = shown.countOf(error);
    // Its mistakes are annotations already, each at its line.
    if (count === undefined)
        fail([error], [error], redact);
    else
        core/* setFailed */.C1(clean(count, redact));
}
async function output({ status, ids = [], deleted = [], outputs, json, path }) {
    await (0,promises_.writeFile)(path, `${JSON.stringify(json, null, 2)}\n`);
    core/* setOutput */.uH('status', status);
    core/* setOutput */.uH('ids', idsOutput(ids));
    core/* setOutput */.uH('deleted', idsOutput(deleted));
    core/* setOutput */.uH('report', path);
    if (outputs?.gate)
        core/* setOutput */.uH('gate', jsonOutput(outputs.gate));
    if (outputs?.matrix)
        core/* setOutput */.uH('matrix', jsonOutput(outputs.matrix));
}
async function summarize(markdown) {
    // A runner of GitHub's own server may be too old to have summaries.
    if (!process.env['GITHUB_STEP_SUMMARY'] || /^false$/i.test(core/* getInput */.V4('summary')))
        return;
    await core/* summary */.z.addRaw(markdown).write();
}
const say = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
/** Fails the step by the first failure; the untold others are annotations too. Anything but a Problem shows its stack. */
function fail(problems, left, redact) {
    const [first, ...more] = problems;
    for (const error of left) {
        if (!(0,problem/* isProblem */.AN)(error))
            core/* error */.z3(clean(error instanceof Error ? (error.stack ?? error.message) : String(error), redact));
        else if (error !== first)
            core/* error */.z3(clean(sentences(error), redact));
    }
    if (first === undefined)
        return;
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    core/* setFailed */.C1(clean(sentences(first, others), redact));
}
/** What is said in an annotation is cleaned as the log is: it may come from a server, a file's name, or a bucket. */
const clean = (text, redact) => (0,js_world/* inert */.tJ)(redact(text), true);
function sentences(error, others = '') {
    const hint = (0,problem/* isProblem */.AN)(error) && error.hint ? `. ${error.hint}` : '';
    return `${(0,problem/* messageOf */.bD)(error)}${others}${hint}`;
}
function readOptions(command) {
    const taken = (0,command_option/* optionsOf */.cz)(command);
    const said = command_option/* options */.fF.flatMap((option) => {
        const { name, kind } = option;
        const text = core/* getInput */.V4(name);
        if (text === '')
            return [];
        const value = kind === 'flag' ? readFlag(name, text) : kind === 'many' ? split(name, text) : text;
        if (value === false || (Array.isArray(value) && value.length === 0))
            return [];
        if (taken.some((one) => one.name === name))
            return [[name, value]];
        throw new problem/* Problem */.AF('usage', `${command} takes no input ${name}`, {
            hint: `Its inputs are ${taken.flatMap((one) => (one.name === 'json' ? [] : [one.name])).join(', ')}.`,
        });
    });
    return Object.fromEntries(said);
}
/** Inputs of the action that are not options of a command. */
const ownInputs = ['command', 'services', 'secret-key', 'signing-key', 'github-token', 'summary', 'cache'];
/** A runner passes inputs on that the action does not have, and says so only once, far above: `aply: true` deletes nothing. */
function warnOfUnknown(redact) {
    const known = [...ownInputs, ...command_option/* options */.fF.map(({ name }) => name)];
    for (const variable of Object.keys(process.env)) {
        const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase();
        if (name === undefined || known.includes(name))
            continue;
        const near = (0,words/* nearest */.pA)(name, known);
        core/* warning */.$e(clean(`the action has no input ${name}, so it does nothing${near ? `: did you mean ${near}?` : ''}`, redact));
    }
}
function readFlag(name, text) {
    if (/^true$/i.test(text))
        return true;
    if (/^false$/i.test(text))
        return false;
    throw new problem/* Problem */.AF('usage', `the input ${name} is ${JSON.stringify(text)}`, { hint: 'It is either true or false.' });
}
/** Patterns and places may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
function split(option, value) {
    return value
        .split(['only', 'overwrite'].includes(option) ? /\r?\n/ : /[\s,]+/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
}
/** The environment of the step, with the keys that were given as inputs. */
function environment() {
    const { env } = process;
    return {
        ...env,
        BACKPROOF_SECRET_KEY: core/* getInput */.V4('secret-key') || env['BACKPROOF_SECRET_KEY'],
        BACKPROOF_SIGNING_KEY: core/* getInput */.V4('signing-key') || env['BACKPROOF_SIGNING_KEY'],
        BACKPROOF_GITHUB_TOKEN: core/* getInput */.V4('github-token') || env['GITHUB_TOKEN'],
    };
}
async function makeWorld(env, runId, signal, masks, shown) {
    const temporaryDirectory = await makeTemporary(runId);
    return {
        env: { ...env, TMPDIR: temporaryDirectory },
        arguments: [],
        cwd: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        signal,
        log: workflowLog(masks.redact, shown),
        ...masks,
        cacheDirectory: (0,external_node_path_.join)(env['RUNNER_TEMP'] || temporaryDirectory, 'backproof-cache'),
        temporaryDirectory,
        services: (0,js_world/* parseServices */.En)(core/* getInput */.V4('services')),
        runId,
        versions: { backproof: js_world/* version */.rE, node: process.versions.node },
        origin: (0,js_world/* originOf */.yv)(env, env['RUNNER_NAME'] ?? (0,external_node_os_.hostname)()),
        footing: trust/* unjudged */.bC,
    };
}
/** Who sets TMPDIR has said where there is room. */
function temporary(runId) {
    return (0,external_node_path_.join)(process.env['TMPDIR'] || scratch(), `backproof-${runId}`);
}
/** Never the workspace: what lies there may be backed up, or committed. */
function scratch() {
    return process.env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
}
function workflowLog(redact, shown) {
    const info = (message) => core/* info */.pq((0,js_world/* inert */.tJ)(redact(message), true));
    const progress = new js_progress/* Progress */.ke((look) => info((0,report_report/* progressLine */.oz)(look)), js_progress/* heartbeatMs */.fO);
    return {
        info,
        warning: (message) => core/* warning */.$e(clean(message, redact)),
        // Failures become annotations once, with their place in the policy, when the report is published.
        error: (message) => info(`error: ${message}`),
        group: (name, body) => core/* group */.Os(clean(name, redact), body),
        progress: (step) => progress.begin(step),
        fault(fault) {
            shown.add(fault);
            const { file, finding } = fault;
            const { line, column, endColumn, message, hint } = finding;
            // GitHub knows a file by its path from the top of the repository: ./x is none.
            const place = { file: (0,external_node_path_.normalize)(file), startLine: line, startColumn: column, ...(endColumn ? { endColumn } : {}) };
            core/* error */.z3(clean(hint ? `${message}. ${hint}` : message, redact), { title: 'Backup policy', ...place });
        },
    };
}
/**
 * Where this run keeps what must not outlive it. Engines and their programs keep copies of databases below TMPDIR, so that
 * is inside: the post phase removes what a killed main left.
 */
async function makeTemporary(runId) {
    const path = temporary(runId);
    await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
    core/* saveState */.LZ('temporary', path);
    process.env['TMPDIR'] = path;
    return path;
}
/** The post phase: containers and temporary files of a main that was killed before it could remove them. */
async function sweep(runId) {
    const env = (0,js_world/* baseEnv */.zk)({ env: process.env });
    const signal = AbortSignal.timeout(60_000);
    // Where Docker does not answer, main has started nothing with it.
    const settleMs = core/* getState */.Gu('ended') ? 0 : 2000;
    const removed = (await (0,runtime/* hasDocker */.pp)(env, signal)) ? await (0,runtime/* sweepContainers */.V5)(runId, env, signal, settleMs) : [];
    for (const name of removed)
        core/* info */.pq(`removed the container ${name}, left by a cancelled run`);
    const path = core/* getState */.Gu('temporary');
    if ((0,external_node_path_.basename)(path) === `backproof-${runId}`)
        await (0,engine/* removeTree */.dM)(path);
}


/***/ }),

/***/ 59008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d0: () => (/* reexport */ askPull),
  cZ: () => (/* reexport */ commentMaxLength),
  ic: () => (/* reexport */ earlierPath),
  NR: () => (/* reexport */ headPushedAt),
  PC: () => (/* reexport */ labelsOf),
  xk: () => (/* reexport */ lastLabelling),
  jM: () => (/* reexport */ mergeGroupOf),
  Nd: () => (/* reexport */ openApi),
  _n: () => (/* reexport */ pullRequestOf),
  A: () => (/* reexport */ putRollingIssue),
  AS: () => (/* reexport */ putStickyComment),
  pG: () => (/* reexport */ readBranch),
  _T: () => (/* reexport */ readFileAt),
  Fo: () => (/* reexport */ requireCommit),
  UP: () => (/* reexport */ restoreDirectory),
  Zj: () => (/* reexport */ runApprover),
  ry: () => (/* reexport */ saveDirectory)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
;// CONCATENATED MODULE: ./build/js/github/api.js

/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
async function openApi(token, url, { signal, timeoutMs = 30_000 }) {
    // As it is loaded it reads the event's file, and throws what no person can read where that is not JSON.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 2413).then(__webpack_require__.bind(__webpack_require__, 92413));
    const octokit = getOctokit(token, { baseUrl: url });
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
        const when = Number.isNaN(reset.getTime())
            ? ' later'
            : ` after ${reset.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
        return `The rate limit is used up: run the job again${when}.`;
    }
    if (status === 401)
        return 'Give the action a valid token: github-token: ${{ github.token }}.';
    if (status === 403 || status === 404)
        return `Give the job permissions: { ${permission} }.`;
    return 'Run the job again.';
}

;// CONCATENATED MODULE: ./build/js/github/approval.js

const pageSize = 100;
/** The last time that the label was put on the pull request; undefined: no such event is known. In capitals or not. */
async function lastLabelling(api, pull, label) {
    return call('list the events of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: pageSize };
        let last;
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listEvents({ ...query, page });
            for (const event of data) {
                const named = 'label' in event ? event.label?.name : undefined;
                if (event.event !== 'labeled' || named?.toLowerCase() !== label.toLowerCase())
                    continue;
                const at = new Date(event.created_at);
                if (!last || at >= last.at)
                    last = { at, by: event.actor?.login ?? 'unknown' };
            }
            if (data.length < pageSize)
                break;
        }
        return last;
    });
}
/**
 * When the pull request's head commit came to its branch, by GitHub's own clock: a commit's dates are whatever its author
 * wrote. undefined: the branch's last hundred changes do not say.
 */
async function headPushedAt(api, { head }) {
    const { repository, ref, commit } = head;
    const [owner, repo] = repository?.split('/') ?? [];
    if (!owner || !repo)
        return undefined;
    return call(`list what was pushed to ${repository}`, 'contents: read', async () => {
        const query = { owner, repo, ref: `refs/heads/${ref}`, per_page: pageSize };
        const { data } = await api.repos.listActivities(query);
        const times = data.filter(({ after }) => after === commit).map(({ timestamp }) => new Date(timestamp));
        return times.sort((a, b) => b.getTime() - a.getTime())[0];
    });
}
/** Who approved this run last, where an environment of it asks for that; undefined: nobody did. */
async function runApprover(api, { owner, repo, run }) {
    return call('list who approved this run', 'actions: read', async () => {
        const { data } = await api.actions.getReviewsForRun({ owner, repo, run_id: run });
        return data.findLast(({ state }) => state === 'approved')?.user.login;
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/cache.js + 340 modules
var cache = __webpack_require__(61691);
;// CONCATENATED MODULE: ./build/js/github/cache.js




// The Actions cache answers every failure like a miss, and may lose anything at any time: it is only ever a shortcut
// past reading the catalog's small objects again.
const prefix = 'backproof-catalog-';
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
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listComments({ ...query, page });
            for (const { id, body = '', user, html_url: url } of data) {
                if (body.startsWith(marker) && (await isOurs(api, user)))
                    return { id, body, url };
            }
            if (data.length < query.per_page)
                return undefined;
        }
        return undefined;
    });
}
/** A workflow's own token is a bot and may not ask who it is; a person's token is known by its login. */
async function isOurs(api, user) {
    if (!user)
        return false;
    return user.type === 'Bot' || user.login === (await loginOf(api));
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

/** The commit at the tip of a branch; a tag of the same name does not count. Throws `github-failed`. */
async function readBranch(api, { owner, repository: repo }, branch) {
    const { data } = await call(`read the tip of ${branch}`, 'contents: read', () => api.git.getRef({ owner, repo, ref: `heads/${branch}` }));
    return data.object.sha;
}
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
/** The pull request that a merge queue's group ends with. Throws `github-failed`. */
async function askPull(api, owner, repo, group) {
    const ask = () => api.pulls.get({ owner, repo, pull_number: group.number });
    const { data } = await call('read the pull request of the merge queue', 'pull-requests: read', ask);
    return group.pull(data);
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
var schemas = __webpack_require__(26921);
;// CONCATENATED MODULE: ./build/js/github/event.js

const repositoryShape = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }), full_name: schemas/* string */.YjP() });
const pullShape = schemas/* object */.Ikc({
    number: schemas/* number */.aig().int().positive(),
    base: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), ref: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
});
const event_event = schemas/* object */.Ikc({
    action: schemas/* string */.YjP().optional(),
    label: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }).optional(),
    repository: repositoryShape,
    pull_request: pullShape,
});
/** The pull request of a `pull_request` event's payload; undefined for any other event. */
function pullRequestOf(payload) {
    const { data } = event_event.safeParse(payload);
    if (!data)
        return undefined;
    const { repository, pull_request, action, label } = data;
    const labelled = action === 'labeled' && label ? { labelled: label.name } : {};
    return { ...describe(repository, pull_request), ...labelled };
}
function describe(repository, pull) {
    const { sha: commit, ref, repo } = pull.head;
    return {
        owner: repository.owner.login,
        repository: repository.name,
        number: pull.number,
        base: pull.base.sha,
        head: { repository: repo?.full_name, ref, commit },
        // A deleted fork has no repository any more.
        fork: repo?.full_name !== repository.full_name,
    };
}
const group = schemas/* object */.Ikc({
    repository: repositoryShape,
    merge_group: schemas/* object */.Ikc({
        base_sha: schemas/* string */.YjP(),
        // gh-readonly-queue/main/pr-104-0123...: the only place that names the pull request.
        head_ref: schemas/* string */.YjP().regex(/\/pr-\d+-[0-9a-f]{40}$/),
    }),
});
/** The group of a `merge_group` event's payload; undefined for any other event. */
function mergeGroupOf(payload) {
    const { data } = group.safeParse(payload);
    if (!data)
        return undefined;
    const { repository, merge_group } = data;
    const base = merge_group.base_sha;
    return {
        number: Number(/\/pr-(\d+)-[0-9a-f]{40}$/.exec(merge_group.head_ref)?.[1]),
        base,
        pull(answer) {
            const pull = pullShape.safeParse(answer).data;
            return pull && { ...describe(repository, pull), base };
        },
    };
}

;// CONCATENATED MODULE: ./build/js/github/issue.js


const permission = 'issues: write';
/**
 * Brings the one issue with this marker up to date: opens it (again) or closes it, with a comment of what has changed. Nothing is
 * made only to be closed. Only an issue of the same author is touched, whatever its title: anybody could write the marker. Gives
 * its number; undefined: there is none, and none was needed.
 */
async function putRollingIssue(api, where, issue, known) {
    const repo = { owner: where.owner, repo: where.repository };
    const { marker, title, comment, open, labels } = issue;
    const body = `${marker}\n${issue.body}`.slice(0, 65_000);
    const found = (known && (await readIssue(api, where, known, marker))) || (await findIssue(api, where, marker, labels[0]));
    if (!found) {
        if (!open)
            return undefined;
        return call('open the issue of an alert', permission, async () => {
            const { data } = await api.issues.create({
                ...repo,
                title,
                body: `${body}\n\n${comment}`.slice(0, 65_000),
                labels: [...labels],
            });
            return data.number;
        });
    }
    const { number } = found;
    await call('update the issue of an alert', permission, async () => {
        await api.issues.createComment({ ...repo, issue_number: number, body: comment.slice(0, 65_000) });
        const state = open ? { state: 'open' } : { state: 'closed', state_reason: 'completed' };
        await api.issues.update({ ...repo, issue_number: number, body, ...state });
    });
    return number;
}
async function readIssue(api, where, number, marker) {
    return call('read the issue of an alert', permission, async () => {
        try {
            const { data } = await api.issues.get({ owner: where.owner, repo: where.repository, issue_number: number });
            return (await isIt(api, data, marker)) ? data : undefined;
        }
        catch (error) {
            // It was deleted, or moved to another repository.
            if (statusOf(error) === 404 || statusOf(error) === 410)
                return undefined;
            throw error;
        }
    });
}
/** Through every page, newest first, open or closed. */
async function findIssue(api, where, marker, label) {
    return call('list the issues of alerts', permission, async () => {
        const query = { owner: where.owner, repo: where.repository, labels: label, state: 'all', per_page: 100 };
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listForRepo({ ...query, page });
            for (const issue of data)
                if (await isIt(api, issue, marker))
                    return issue;
            if (data.length < query.per_page)
                return undefined;
        }
        return undefined;
    });
}
async function isIt(api, issue, marker) {
    const [first] = (issue.body ?? '').split(/\r?\n/, 1);
    return first === marker && !issue.pull_request && (await isOurs(api, issue.user));
}

;// CONCATENATED MODULE: ./build/js/github/github.js
/** The few calls to GitHub's services. */









/***/ })

};
