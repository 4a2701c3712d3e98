export const id = 113408;
export const ids = [113408];
export const modules = {

/***/ 67397:
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
// EXTERNAL MODULE: ../../node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(32322);
// EXTERNAL MODULE: ./command/admit/admit.js
var admit = __webpack_require__(4553);
// EXTERNAL MODULE: ./command/all.js
var command_all = __webpack_require__(81849);
// EXTERNAL MODULE: ./command/argument.js
var argument = __webpack_require__(14927);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
;// CONCATENATED MODULE: ./command/option/input.js

/** An input of the action that is true or false. Throws `usage` for any other word. */
function readFlag(name, text) {
    if (/^true$/i.test(text))
        return true;
    if (/^false$/i.test(text))
        return false;
    throw new problem/* Problem */.AF('usage', `the input ${name} is ${JSON.stringify(text)}`, { hint: 'It is either true or false.' });
}
/** Patterns and places may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
function splitInput(option, value) {
    return value
        .split(['only', 'overwrite'].includes(option) ? /\r?\n/ : /[\s,]+/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
}
/** Inputs of the action that are not options of a command. */
const ownInputs = [
    'command',
    'services',
    'secret-key',
    'signing-key',
    'index-key',
    'github-token',
    'summary',
    'cache',
];
/** A failure and what to do about it, as an annotation has it. */
function sentences(error, others = '') {
    const hint = (0,problem/* isProblem */.AN)(error) && error.hint ? `. ${error.hint}` : '';
    return `${(0,problem/* messageOf */.bD)(error)}${others}${hint}`;
}

// EXTERNAL MODULE: ./command/option.js + 5 modules
var command_option = __webpack_require__(62778);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
;// CONCATENATED MODULE: ./command/output.js

// Workflows paste outputs into scripts: what was written into a bucket must not get there. Ids, names, times, status
// words and our own command for a restore pass; free text is in the report's file alone.
const plain = /^(?:[\w.:+@/ -]|'\$\{RESTORE_URL\}')*$/;
/** Ids as an output of the action. */
const idsOutput = (ids) => JSON.stringify(ids.filter(catalog/* isId */.eQ));
/** A JSON text as an output of the action, without any text in it that no pattern allows. */
function jsonOutput(text) {
    return JSON.stringify(JSON.parse(text, (key, value) => plain.test(key) && (typeof value !== 'string' || plain.test(value)) ? value : undefined));
}

// EXTERNAL MODULE: ./command/project/given-keys.js
var given_keys = __webpack_require__(43394);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes = __webpack_require__(37470);
// EXTERNAL MODULE: ./command/restore/record/operation.js
var operation = __webpack_require__(83596);
;// CONCATENATED MODULE: ./command/restore/left.js




/** A restore that was under way, and the backup once anything may have been done that its hook undoes; empty: nothing was. */
const schema = schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP().max(400), schemas/* string */.YjP().max(300)])).max(10_000);
/** Where nothing outlives the job, a text that its last step is given takes the place of a watchdog. */
function rememberRestores(keep) {
    const left = new Map();
    const set = (id, backup) => {
        if (backup === undefined)
            left.delete(id);
        else
            left.set(id, backup);
        keep(JSON.stringify([...left]));
    };
    return (id) => {
        set(id, '');
        return { tell: (backup) => set(id, backup), dismiss: () => set(id, undefined) };
    };
}
/** Runs the hooks of restores whose process was killed. Gives those that could not be finished. */
async function finishRemembered(text, policy, finish, log) {
    const read = (0,bytes/* readJson */.Vh)(new TextEncoder().encode(text || '[]'), schema);
    const failed = [];
    for (const [id, backup] of 'value' in read ? read.value : []) {
        try {
            await finish({ [operation/* watched */.V]: backup }, { finish: true, id: [id], ...(policy === '' ? {} : { policy }) });
            log.warning(`${id} was cut off: what it had left open is done`);
        }
        catch (error) {
            failed.push(`${id} was cut off, and is not finished: ${(0,problem/* messageOf */.bD)(error)}`);
        }
    }
    return failed;
}

// EXTERNAL MODULE: ./command/result.js
var command_result = __webpack_require__(43133);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./github/github.js + 7 modules
var github = __webpack_require__(15958);
// EXTERNAL MODULE: ./progress.js
var progress_0 = __webpack_require__(17973);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report_report = __webpack_require__(57027);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./trust/trust.js + 8 modules
var trust = __webpack_require__(14389);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words_words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world = __webpack_require__(79148);
;// CONCATENATED MODULE: ./action.js






















const signals = ['SIGINT', 'SIGTERM'];
/** The action's main: runs the command. */
async function action() {
    (0,world/* tuneProcess */.wl)(process.env);
    const cancel = new AbortController();
    for (const name of signals) {
        process.on(name, () => cancel.abort(new problem/* Problem */.AF('cancelled', `the job was cancelled (${name})`)));
    }
    await main(cancel.signal);
    (0,world/* endByItself */.a8)(signals, () => process.exit());
}
/** The action's post: removes what a cancelled main left. Of a main that was killed before it began, nothing. */
async function post() {
    const started = core/* getState */.Gu('run');
    if (!started)
        return;
    await finishLeft(started);
    await sweep(started);
}
/** Restores of a main that was killed: their hooks run now, or never. */
async function finishLeft(runId) {
    const masks = (0,world/* makeMask */.lb)((form) => core/* setSecret */.Pq(form));
    const shown = new world/* ShownFaults */.zS();
    const { signal } = new AbortController();
    const log = workflowLog(masks.redact, shown);
    const finish = async (more, options) => {
        const world = await (0,admit/* admit */.w)(await makeWorld(maskedEnvironment(masks, more), runId, signal, masks, shown), 'restore', options);
        await (0,given_keys/* runWithKeys */.I)(world, 'restore', options);
    };
    const failed = await finishRemembered(core/* getState */.Gu('restores'), core/* getInput */.V4('policy'), finish, log);
    for (const message of failed)
        core/* setFailed */.C1(clean(message, masks.redact));
}
async function main(signal) {
    const masks = (0,world/* makeMask */.lb)((form) => core/* setSecret */.Pq(form));
    // Node would print it without redaction.
    process.on('uncaughtException', (error) => {
        core/* setFailed */.C1(masks.redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
        process.exit(1);
    });
    const runId = (0,world/* makeRunId */.fN)();
    core/* saveState */.LZ('run', runId);
    const path = (0,external_node_path_.join)(scratch(), `backproof-report-${runId}.json`);
    const name = core/* getInput */.V4('command') || 'run';
    const shown = new world/* ShownFaults */.zS();
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
    const env = maskedEnvironment(masks);
    const [command = '', ...words] = name.trim().split(/\s+/);
    if (!(0,command_all/* isCommand */.y)(command) || (words.length > 0 && !(0,argument/* takesWords */.o)(command))) {
        const near = (0,words_words/* nearest */.pA)(command, Object.keys(command_all/* commands */.P));
        throw new problem/* Problem */.AF('usage', `the input command: ${name} is not a command`, near ? { hint: `Did you mean ${near}?` } : {});
    }
    warnOfUnknown(masks.redact);
    const said = { ...readOptions(command), ...(words.length > 0 ? { words } : {}) };
    // Before anything is done, and not in the middle of telling what was.
    readFlag('summary', core/* getInput */.V4('summary') || 'true');
    const world = await (0,admit/* admit */.w)(await makeWorld(env, runId, signal, masks, shown), command, said);
    const project = (env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-');
    const cached = readFlag('cache', core/* getInput */.V4('cache') || 'true');
    const restored = cached ? await (0,github/* restoreDirectory */.UP)(world.cacheDirectory, project) : undefined;
    const result = await (0,given_keys/* runWithKeys */.I)(world, command, said);
    if (cached)
        await (0,github/* saveDirectory */.ry)(world.cacheDirectory, project, restored);
    return { result, detail: (0,command_option/* detailOf */.Rw)(said) };
}
async function publish(result, detail, name, path, redact) {
    const printed = (0,world/* inert */.tJ)(redact(result.text({ colour: true, width: 120, detail })), true);
    if (printed !== '')
        core/* info */.pq(printed);
    const status = result.problems.length === 0 ? 'succeeded' : 'failed';
    const { ids, deleted, outputs } = result;
    await output({ status, ids, deleted, outputs, json: (0,world/* redactAll */.$I)(result.json, redact), path });
    const report = result.report && (0,world/* redactAll */.$I)(result.report, redact);
    const left = (0,command_result/* untold */.r_)(result);
    const problems = (0,world/* redactAll */.$I)(left.map(command_result/* problemJson */.ok), redact);
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
    const json = (0,world/* redactAll */.$I)((0,command_result/* failureJson */.PM)(error), redact);
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
const clean = (text, redact) => (0,world/* inert */.tJ)(redact(text), true);
function readOptions(command) {
    const taken = (0,command_option/* optionsOf */.cz)(command);
    const said = command_option/* options */.fF.flatMap((option) => {
        const { name, kind } = option;
        const text = core/* getInput */.V4(name);
        if (text === '')
            return [];
        const value = kind === 'flag' ? readFlag(name, text) : kind === 'many' ? splitInput(name, text) : text;
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
/** A runner passes inputs on that the action does not have, and says so only once, far above: `aply: true` deletes nothing. */
function warnOfUnknown(redact) {
    const known = [...ownInputs, ...command_option/* options */.fF.map(({ name }) => name)];
    for (const variable of Object.keys(process.env)) {
        const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase();
        if (name === undefined || known.includes(name))
            continue;
        const near = (0,words_words/* nearest */.pA)(name, known);
        core/* warning */.$e(clean(`the action has no input ${name}, so it does nothing${near ? `: did you mean ${near}?` : ''}`, redact));
    }
}
/** Before the first line is printed; the policy's own secrets follow as soon as it is read. */
function maskedEnvironment({ mask }, more = {}) {
    const env = { ...environment(), ...more };
    for (const name of world/* secretVariables */.c8)
        for (const word of env[name]?.split(/\s+/) ?? [])
            mask(word);
    return env;
}
/** The environment of the step, with the keys that were given as inputs. */
function environment() {
    const { env } = process;
    return {
        ...env,
        BACKPROOF_SECRET_KEY: core/* getInput */.V4('secret-key') || env['BACKPROOF_SECRET_KEY'],
        BACKPROOF_SIGNING_KEY: core/* getInput */.V4('signing-key') || env['BACKPROOF_SIGNING_KEY'],
        BACKPROOF_INDEX_KEY: core/* getInput */.V4('index-key') || env['BACKPROOF_INDEX_KEY'],
        BACKPROOF_GITHUB_TOKEN: core/* getInput */.V4('github-token') || env['GITHUB_TOKEN'],
    };
}
/** A runner of one's own keeps its disk. The directory is not the one that goes into the Actions cache. */
function stateOf(env) {
    const home = env['XDG_STATE_HOME'] || (env['HOME'] ? (0,external_node_path_.join)(env['HOME'], '.local', 'state') : undefined);
    if (env['RUNNER_ENVIRONMENT'] !== 'self-hosted' || home === undefined)
        return {};
    return { stateDirectory: (0,external_node_path_.join)(home, 'backproof') };
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
        ...stateOf(env),
        temporaryDirectory,
        services: (0,world/* parseServices */.En)(core/* getInput */.V4('services')),
        watchRestore: rememberRestores((text) => core/* saveState */.LZ('restores', text)),
        runId,
        versions: { backproof: world/* version */.rE, node: process.versions.node },
        origin: (0,world/* originOf */.yv)(env, env['RUNNER_NAME'] ?? (0,external_node_os_.hostname)()),
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
    const info = (message) => core/* info */.pq((0,world/* inert */.tJ)(redact(message), true));
    const progress = new progress_0/* Progress */.ke((look) => info((0,report_report/* progressLine */.oz)(look)), progress_0/* heartbeatMs */.fO);
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
    const env = (0,world/* baseEnv */.zk)({ env: process.env });
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

/***/ 53414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runHook)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8300);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79148);
/* harmony import */ var _stray_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98388);





/** What a hook leaves behind may hold its output open for ever: that says no more of the hook. */
const lingerMs = 2000;
const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR'];
/** Runs it to its end. Throws a Problem that names it; `cancelled` where the signal fires. */
async function runHook(world, hook, news, signal) {
    const name = `${news.hook} of ${news.source}`;
    world.log.info(`${name}: ${news.state}`);
    const late = new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} was ended: it took longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(hook.timeoutMs)}`, {
        hint: `Set timeout of recovery.${news.hook} in the policy, if it may take that long.`,
    });
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(late), Math.min(hook.timeoutMs, 2 ** 31 - 1));
    try {
        const either = AbortSignal.any([signal, limit.signal]);
        await (hook.kind === 'command' ? start(world, hook, news, name, either) : post(hook, news, name, either));
    }
    catch (error) {
        if (signal.aborted || (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'cancelled'))
            throw error;
        if (limit.signal.aborted)
            throw late;
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
            throw error;
        // What is tried for a program of an engine is not tried for a hook.
        const hint = error.code === 'tool-failed' ? undefined : error.hint;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', error.message, {
            hint: hint ?? `Run what recovery.${news.hook} says yourself, and see why it fails.`,
            cause: error,
        });
    }
    finally {
        clearTimeout(timer);
    }
}
async function start(world, hook, news, name, signal) {
    const missing = hook.variables.filter((one) => !one.reveal()).map((one) => one.name);
    if (missing.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('secret-missing', `${name}: ${missing.join(', ')} has no value here`, {
            hint: `Export ${missing.join(', ')}, or remove it from env of recovery.${news.hook}.`,
        });
    const env = Object.fromEntries(hook.variables.map((one) => [one.name, one.reveal() ?? '']));
    const [program, ...args] = hook.argv;
    const runtime = (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .hostRuntime */ .Vo)({
        env: Object.fromEntries(Object.entries((0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .baseEnv */ .zk)(world)).filter(([name]) => passed.includes(name))),
    });
    const printed = await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, {
        ...{ program, args, name, secrets: Object.values(env), lingerMs },
        env: {
            ...env,
            BACKPROOF_HOOK: news.hook,
            [_stray_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreVariable */ .D1]: news.restore,
            BACKPROOF_SOURCE: news.source,
            BACKPROOF_BACKUP_ID: news.backup,
            BACKPROOF_RESTORE_STATE: news.state,
        },
    }, signal);
    const said = printed.trim();
    if (said !== '')
        world.log.info(`${name}: ${said.slice(-2000)}`);
}
async function post(hook, news, name, signal) {
    const address = hook.url.reveal();
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${hook.url.origin()} is not an http address`, {
            hint: `Set it to an address such as https://shop.example.com/hooks/restore.`,
        });
    const hint = `See what answers at ${hook.url.origin()}.`;
    let answer;
    try {
        answer = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'user-agent': 'backproof' },
            body: JSON.stringify({ version: 1, ...news }),
            // Where it leads is not what the policy names.
            redirect: 'manual',
            signal,
        });
        await answer.body?.cancel();
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} could not be called: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(withCause(error))}`, { hint });
    }
    if (!answer.ok)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} was answered with ${answer.status}`, { hint });
}
/** What fetch says is only that it failed. */
const withCause = (error) => (error instanceof Error && error.cause instanceof Error ? error.cause : error);


/***/ }),

/***/ 40380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ RestoreRecord),
/* harmony export */   M: () => (/* binding */ errorOf)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79148);



/** A store that hangs must not hold a restore up. */
const patienceMs = 5_000;
const aliveMs = 60_000;
/** Writes what a restore says of itself into the stores of its source. What a store does not take is said aloud, and stops nothing. */
class RestoreRecord {
    name;
    #world;
    #source;
    #places;
    #timer;
    constructor(world, source, name, places) {
        this.#world = world;
        this.#source = source;
        this.name = name;
        this.#places = places;
    }
    /** From now on the record says every minute that this run is alive. */
    async begin(started) {
        const bytes = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRestore */ .rA)((0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)(started, this.#world.redact));
        const refused = await this.#put(this.#places, 'started', bytes);
        this.#warn(refused, 'that this restore has begun');
        const failing = new Set(refused.map(({ place }) => place));
        const taking = this.#places.filter((place) => !failing.has(place));
        if (taking.length === 0)
            this.#world.log.warning(`${started.id}: no store has a record of this restore; it goes on`);
        this.#timer = setInterval(() => void this.#beat(taking), aliveMs);
        this.#timer.unref();
    }
    async end(ended) {
        clearInterval(this.#timer);
        const bytes = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRestore */ .rA)((0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)(ended, this.#world.redact));
        const event = ended.state === 'completed' ? 'completed' : 'failed';
        this.#warn(await this.#put(this.#places, event, bytes), `that this restore has ${event}`);
    }
    async #beat(places) {
        const at = this.#world.now().toISOString();
        const refused = await this.#put(places, 'alive', new TextEncoder().encode(`${JSON.stringify({ version: 1, at })}\n`));
        this.#warn(refused, 'that this restore is still alive');
    }
    /** Also where the run is cancelled, or has given a store up: a last word. */
    async #put(places, event, bytes) {
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.restore(this.#source, this.name, event);
        const outcomes = await Promise.all(places.map(async (place) => {
            const signal = AbortSignal.timeout(patienceMs);
            const putting = (place.store.parting ?? place.store).put(key, bytes, { signal, fromReserve: 'half' });
            const problem = await Promise.race([putting.then(() => undefined, whole), late(place, key)]);
            return problem === undefined ? undefined : { place, problem };
        }));
        return outcomes.filter((one) => one !== undefined);
    }
    #warn(refused, what) {
        for (const { place, problem } of refused)
            this.#world.log.warning(`${place.name} has no record ${what}: ${problem.message}`);
    }
}
function whole(error) {
    if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error))
        return error;
    throw error;
}
function late({ store }, key) {
    const message = `put ${key}: ${store.where} did not answer within ${patienceMs / 1000} s`;
    return new Promise((resolve) => {
        setTimeout(() => resolve(new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-unavailable', message, { hint: 'See whether the store answers.' })), patienceMs + 500).unref();
    });
}
/** An error as the record has it. */
function errorOf(error) {
    const message = (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error).slice(0, 20_000);
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error))
        return { code: 'bug', message };
    return { code: error.code, message, ...(error.hint ? { hint: error.hint.slice(0, 20_000) } : {}) };
}


/***/ }),

/***/ 83596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ watched),
/* harmony export */   m: () => (/* binding */ asOperation)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8300);
/* harmony import */ var _hook_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53414);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40380);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11132);







/**
 * Carries a restore out: leaves a record of its beginning and its end, and runs the hooks of its source. None where it is refused; else
 * the one after it runs however it ended, also where the run was cancelled; where this process is killed, a watchdog runs it.
 */
async function asOperation(project, options, subject, body, together) {
    const { world } = project;
    const { backup, shelved, scope, only, moment, into, recovery, admit } = subject;
    const at = world.now();
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex');
    const id = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreIdOf */ .L3)(shelved.name, at, token);
    const { places } = await project.places(shelved);
    const record = new _keep_js__WEBPACK_IMPORTED_MODULE_5__/* .RestoreRecord */ .I(world, shelved.name, { backup, at, token }, places);
    const process = (0,_process_js__WEBPACK_IMPORTED_MODULE_6__/* .ownProcess */ .oz)();
    const common = {
        version: 1,
        ...{ id, backup, source: shelved.name, scope, into },
        ...(only.length > 0 ? { only: [...only] } : {}),
        ...(moment === undefined ? {} : { moment: moment.toISOString() }),
        origin: { ...world.origin },
        startedAt: at.toISOString(),
    };
    const watchdog = recovery?.finally ? watch(project, options, id) : undefined;
    await record.begin({
        ...common,
        state: 'in_progress',
        ...(process === undefined ? {} : { process }),
        hooks: [
            ...(recovery?.before ? ['before-restore'] : []),
            ...(recovery?.finally ? ['after-restore'] : []),
        ],
    });
    world.log.info(`this restore is ${id}; \`backproof restore --status ${id}\` shows how it gets on`);
    const news = (hook, state) => ({ hook, restore: id, source: shelved.name, backup, state });
    const hooks = {};
    let done;
    let error;
    let admitted = false;
    try {
        await admit();
        admitted = true;
        watchdog?.tell(backup);
        if (recovery?.before) {
            hooks['before-restore'] = 'failed';
            await before(project, recovery.before, news('before-restore', 'in_progress'));
            hooks['before-restore'] = 'ran';
        }
        done = await body();
        error = done.result.problems[0];
    }
    catch (thrown) {
        error = thrown;
    }
    together?.restored(error === undefined);
    let left;
    if (recovery?.finally && admitted) {
        await together?.turn(recovery.finally);
        hooks['after-restore'] = 'failed';
        try {
            // Not by the run's own signal: a cancelled restore leaves its application as it leaves it after any other.
            await (0,_hook_js__WEBPACK_IMPORTED_MODULE_4__/* .runHook */ .D)(world, recovery.finally, news('after-restore', error === undefined ? 'completed' : 'failed'), new AbortController().signal);
            hooks['after-restore'] = 'ran';
        }
        catch (thrown) {
            left = unfinished(thrown, id);
        }
    }
    const failure = error ?? left;
    await record.end({
        ...common,
        state: failure === undefined ? 'completed' : 'failed',
        completedAt: world.now().toISOString(),
        ...(error === undefined ? { restored: true } : {}),
        ...(done ? { store: done.store, restoredBytes: done.restoredBytes, compared: done.compared } : {}),
        ...(failure === undefined ? {} : { error: (0,_keep_js__WEBPACK_IMPORTED_MODULE_5__/* .errorOf */ .M)(failure) }),
        hooks,
    });
    watchdog?.dismiss();
    if (!done) {
        if (left !== undefined) {
            world.log.error((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(left));
            (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .noteAlso */ .Gv)(error, left);
        }
        throw error;
    }
    const { result } = done;
    const json = typeof result.json === 'object' ? { ...result.json, restore: id, ...(recovery ? { hooks } : {}) } : result.json;
    return { ...result, json, problems: left === undefined ? result.problems : [...result.problems, left] };
}
async function before(project, hook, news) {
    try {
        await (0,_hook_js__WEBPACK_IMPORTED_MODULE_4__/* .runHook */ .D)(project.world, hook, news, project.world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error) || error.code === 'cancelled')
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `nothing was restored: ${error.message}`, { hint: error.hint, cause: error });
    }
}
function unfinished(error, id) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error))
        return error;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `the restore has ended, but ${error.message}`, {
        hint: `${error.hint ?? ''} Then run \`backproof restore --finish ${id}\`, which runs it again.`.trim(),
        cause: error,
    });
}
/** What the watchdog's process is told: the backup, once anything may have been done that the hook undoes; empty: nothing was. */
const watched = 'BACKPROOF_WATCHED_RESTORE';
/** Ends what is open of this restore, in a process of its own, should this one be killed. */
function watch({ world }, { policy }, id) {
    if (world.watchRestore)
        return world.watchRestore(id);
    const [file, ...args] = world.program ?? [];
    if (file === undefined)
        return undefined;
    const named = policy === undefined ? [] : ['--policy', policy];
    return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .startWatchdog */ .M5)([file, ...args, 'restore', '--finish', id, ...named], {
        ...{ env: world.env, cwd: world.cwd, variable: watched },
    });
}


/***/ }),

/***/ 11132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   oz: () => (/* binding */ ownProcess),
/* harmony export */   xR: () => (/* binding */ beganAt)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/**
 * Names this process so that another run on this machine can tell whether it is still there: the boot, the namespace of its
 * number, the number, and when it began. undefined: this system does not tell.
 */
function ownProcess() {
    const here = machine();
    const began = here && beganAt(process.pid);
    return began === undefined ? undefined : `${here}/${process.pid}/${began}`;
}
/** Whether the process of this name has ended; undefined: it is, or was, of another machine, or cannot be looked at. */
function isGone(name) {
    const [boot, namespace, number = '', began] = name.split('/');
    if (`${boot}/${namespace}` !== machine() || !/^\d{1,10}$/.test(number))
        return undefined;
    return beganAt(Number(number)) !== began;
}
function machine() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return `${boot}/${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid').replace(/\D/g, '')}`;
    }
    catch {
        return undefined;
    }
}
/** When it began, in ticks since the boot. Of one that has ended and that nobody collects, nothing. */
function beganAt(number) {
    const fields = statOf(number);
    return fields === undefined || /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
}
/** Which process started it; undefined: none that is there, or this system does not tell. */
function parentOf(number) {
    const parent = Number(statOf(number)?.[1] ?? 0);
    return parent > 0 ? parent : undefined;
}
/** proc_pid_stat(5), from field 3. */
function statOf(number) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${number}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 98388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D1: () => (/* binding */ restoreVariable),
/* harmony export */   gB: () => (/* binding */ mustBeAlone),
/* harmony export */   o5: () => (/* binding */ endStrays)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11132);




/** What a hook is told of its restore, by which what it has left is found. */
const restoreVariable = 'BACKPROOF_RESTORE_ID';
const graceMs = 3000;
const stepMs = 25;
/**
 * Ends what a hook of this restore has left running when the program was killed: two hooks at once would undo each other. Gives
 * their names. Only processes of this user on this machine, and only where the system tells what they were started with.
 */
async function endStrays(id) {
    const ended = new Map();
    const end = performance.now() + graceMs;
    for (;;) {
        const found = carriersOf(id);
        if (found.length === 0)
            return [...ended.values()];
        const isLate = performance.now() > end;
        if (performance.now() > end + graceMs)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `${id}: ${found.map(({ name }) => name).join(', ')} cannot be ended`, {
                hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
            });
        for (const { pid, name } of found) {
            if (!ended.has(pid))
                send(pid, 'SIGTERM');
            else if (isLate)
                send(pid, 'SIGKILL');
            ended.set(pid, name);
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(stepMs);
    }
}
/** Refuses where another process finishes the same restore, or waits to: of two that begin at once, the later. */
function mustBeAlone(id) {
    const mine = (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(process.pid);
    if (mine === undefined)
        return;
    const other = processes().find(({ pid }) => {
        const words = read(pid, 'cmdline');
        const at = words.indexOf('--finish');
        if (at === -1 || words[at + 1] !== id)
            return false;
        const began = Number((0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(pid) ?? Number.NaN);
        return began < Number(mine) || (began === Number(mine) && pid < process.pid);
    });
    if (other === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `${id} still runs, or is being finished: see the process ${other.name}`, {
        hint: `Wait for it, or end it: \`backproof restore --status ${id}\` shows how it gets on.`,
    });
}
const carriersOf = (id) => processes().filter(({ pid }) => read(pid, 'environ').includes(`${restoreVariable}=${id}`));
/** Those of this user, but for this one and those that it was started by. */
function processes() {
    const own = new Set();
    for (let at = process.pid; at !== undefined && !own.has(at); at = (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .parentOf */ .gN)(at))
        own.add(at);
    let names;
    try {
        names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    }
    catch {
        return [];
    }
    return names.map(Number).flatMap((pid) => {
        if (own.has(pid) || (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(pid) === undefined || !isOurs(pid))
            return [];
        const [program = ''] = read(pid, 'cmdline');
        return [{ pid, name: `${pid} (${(program.split('/').at(-1) ?? '').slice(0, 40)})` }];
    });
}
function isOurs(pid) {
    const there = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(`/proc/${pid}`, { throwIfNoEntry: false });
    return there !== undefined && there.uid === process.geteuid?.();
}
/** None where it has ended meanwhile, or may not be looked at. */
function read(pid, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/${file}`, 'utf8').split('\0');
    }
    catch {
        return [];
    }
}
function send(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch (error) {
        // It has ended meanwhile.
        if (error.code === 'ESRCH')
            return;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `the process ${pid} cannot be ended: ${(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, {
            hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
            cause: error,
        });
    }
}


/***/ }),

/***/ 15958:
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

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
;// CONCATENATED MODULE: ./github/api.js

/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
async function openApi(token, url, { signal, timeoutMs = 30_000 }) {
    // As it is loaded it reads the event's file, and throws what no person can read where that is not JSON.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 442985).then(__webpack_require__.bind(__webpack_require__, 61329));
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

;// CONCATENATED MODULE: ./github/approval.js

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
// EXTERNAL MODULE: ../../node_modules/@actions/cache/lib/cache.js + 340 modules
var cache = __webpack_require__(87079);
;// CONCATENATED MODULE: ./github/cache.js




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

;// CONCATENATED MODULE: ./github/comment.js

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

;// CONCATENATED MODULE: ./github/content.js

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

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./github/event.js

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

;// CONCATENATED MODULE: ./github/issue.js


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

;// CONCATENATED MODULE: ./github/github.js
/** The few calls to GitHub's services. */









/***/ })

};
