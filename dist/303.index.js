export const id = 303;
export const ids = [303];
export const modules = {

/***/ 303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/js/command/all.js
var command_all = __webpack_require__(6183);
// EXTERNAL MODULE: ./build/js/command/option.js
var command_option = __webpack_require__(311);
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
    return (0,cache/* restoreCache */.P3)([path], `${prefix}${project}-none`, [`${prefix}${project}-`]);
}
/** Keeps the directory for later runs under a key of this run. */
async function saveDirectory(path, project, run) {
    if ((0,cache/* isFeatureAvailable */.w3)())
        await (0,cache/* saveCache */.Io)([path], `${prefix}${project}-${run}`);
}

;// CONCATENATED MODULE: ./build/js/github/github.js
/** The few calls to GitHub's services. */


// EXTERNAL MODULE: ./build/js/policy/policy.js + 25 modules
var policy = __webpack_require__(3101);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/report/report.js + 7 modules
var report = __webpack_require__(2022);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 10 modules
var runtime = __webpack_require__(6711);
// EXTERNAL MODULE: ./build/js/world.js
var world = __webpack_require__(1430);
;// CONCATENATED MODULE: ./build/js/action.js












/** The action: main runs the command, post removes what a cancelled main left. Both are this one program. */
async function action() {
    const started = core/* getState */.Gu('run');
    if (started)
        return sweep(started);
    const cancel = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.on(name, () => cancel.abort(new problem/* Problem */.AF('cancelled', `the job was cancelled (${name})`)));
    }
    await main(cancel.signal);
    process.exit();
}
async function main(signal) {
    const masks = (0,world/* makeMask */.lb)((form) => core/* setSecret */.Pq(form));
    const runId = (0,world/* makeRunId */.fN)();
    core/* saveState */.LZ('run', runId);
    try {
        // Inputs that are secrets are masked before the first line is printed.
        for (const name of ['secret-key', 'signing-key', 'into']) {
            const value = core/* getInput */.V4(name);
            if (value && name !== 'into')
                masks.mask(value);
        }
        const name = core/* getInput */.V4('command') || 'run';
        if (!(0,command_all/* isCommand */.y)(name)) {
            const near = (0,policy/* nearest */.pA)(name, Object.keys(command_all/* commands */.P));
            throw new problem/* Problem */.AF('usage', `the input command: ${name} is not one`, near ? { hint: `Did you mean ${near}?` } : {});
        }
        const world = await makeWorld(runId, signal, masks);
        const cached = core/* getInput */.V4('cache') !== 'false';
        const project = (world.env['GITHUB_REPOSITORY'] ?? 'local').replaceAll('/', '-');
        if (cached)
            await restoreDirectory(world.cacheDirectory, project);
        const run = await command_all/* commands */.P[name].load();
        const result = await run(world, readOptions(name));
        if (cached && (await holdsFiles(world.cacheDirectory)))
            await saveDirectory(world.cacheDirectory, project, runId);
        await publish(result, name, runId, masks.redact);
    }
    catch (error) {
        core/* setOutput */.uH('status', 'failed');
        fail([error], masks.redact);
    }
}
async function publish(result, name, runId, redact) {
    core/* info */.pq(redact(result.text({ colour: true, width: 120 })));
    const path = (0,external_node_path_.join)(process.env['RUNNER_TEMP'] ?? '.', `restorable-report-${runId}.json`);
    await (0,promises_.writeFile)(path, redact(`${JSON.stringify(result.json, null, 2)}\n`));
    core/* setOutput */.uH('status', result.problems.length === 0 ? 'succeeded' : 'failed');
    core/* setOutput */.uH('ids', JSON.stringify(result.ids ?? []));
    core/* setOutput */.uH('deleted', JSON.stringify(result.deleted ?? []));
    core/* setOutput */.uH('report', path);
    if (core/* getInput */.V4('summary') !== 'false') {
        const plain = () => `### restorable ${name}\n\n\`\`\`\n${result.text({ colour: false, width: 120 }).replaceAll('```', "'''")}\n\`\`\`\n`;
        await core/* summary */.z.addRaw(redact(result.report ? (0,report/* renderSummary */.Br)(result.report) : plain())).write();
    }
    if (result.report) {
        for (const { level, message, ...place } of (0,report/* annotations */.hk)(result.report)) {
            const { file, line, title } = place;
            const properties = { title, ...(file ? { file } : {}), ...(line ? { startLine: line } : {}) };
            say[level](redact(message), properties);
        }
    }
    fail(result.problems, redact);
}
const say = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
/** Fails the step by the first failure; the others are annotations already. Anything but a Problem shows its stack. */
function fail(problems, redact) {
    for (const error of problems) {
        if (!(0,problem/* isProblem */.AN)(error))
            core/* error */.z3(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    }
    const [first, ...more] = problems;
    if (first === undefined)
        return;
    const hint = (0,problem/* isProblem */.AN)(first) && first.hint ? `. ${first.hint}` : '';
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    core/* setFailed */.C1(redact(`${first instanceof Error ? first.message : String(first)}${others}${hint}`));
}
function readOptions(name) {
    const said = (0,command_option/* optionsOf */.c)(name).flatMap((option) => {
        const value = core/* getInput */.V4(option.name);
        if (value === '')
            return [];
        if (option.kind === 'flag')
            return value === 'true' ? [[option.name, true]] : [];
        return [[option.name, option.kind === 'many' ? split(option.name, value) : value]];
    });
    return Object.fromEntries(said);
}
/** Patterns may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
function split(option, value) {
    return value
        .split(option === 'only' ? /\r?\n/ : /[\s,]+/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
}
async function makeWorld(runId, signal, masks) {
    const env = { ...process.env };
    for (const [input, name] of [
        ['secret-key', 'RESTORABLE_SECRET_KEY'],
        ['signing-key', 'RESTORABLE_SIGNING_KEY'],
    ]) {
        env[name] = core/* getInput */.V4(input) || env[name];
    }
    const temporaryDirectory = temporary(runId);
    await (0,promises_.mkdir)(temporaryDirectory, { recursive: true, mode: 0o700 });
    return {
        env,
        arguments: [],
        cwd: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        signal,
        log: workflowLog(masks.redact),
        ...masks,
        cacheDirectory: (0,external_node_path_.join)(process.env['RUNNER_TEMP'] ?? '.', 'restorable-cache'),
        temporaryDirectory,
        services: (0,world/* parseServices */.En)(core/* getInput */.V4('services')),
        runId,
        versions: { restorable: world/* version */.rE, node: process.versions.node },
        origin: (0,world/* originOf */.yv)(env, process.env['RUNNER_NAME'] ?? (0,external_node_os_.hostname)()),
    };
}
function temporary(runId) {
    return (0,external_node_path_.join)(process.env['RUNNER_TEMP'] ?? '.', `restorable-${runId}`);
}
async function holdsFiles(path) {
    try {
        return (await (0,promises_.readdir)(path)).length > 0;
    }
    catch {
        return false; // nothing was cached, so there is no directory
    }
}
function workflowLog(redact) {
    return {
        info: (message) => core/* info */.pq(redact(message)),
        warning: (message) => core/* warning */.$e(redact(message)),
        // Failures become annotations once, with their place in the policy, when the report is published.
        error: (message) => core/* info */.pq(redact(`error: ${message}`)),
        group: (name, body) => core/* group */.Os(redact(name), body),
        progress: () => { },
        fault({ file, finding }) {
            const { line, column, endColumn, message, hint } = finding;
            const place = { file, startLine: line, startColumn: column, ...(endColumn ? { endColumn } : {}) };
            core/* error */.z3(redact(hint ? `${message}. ${hint}` : message), { title: 'Backup policy', ...place });
        },
    };
}
/** The post phase: containers and temporary files of a main that was killed before it could remove them. */
async function sweep(runId) {
    const { PATH = '', HOME = '', DOCKER_HOST } = process.env;
    const env = { PATH, HOME, ...(DOCKER_HOST ? { DOCKER_HOST } : {}) };
    const removed = await (0,runtime/* sweepContainers */.V5)(runId, env, AbortSignal.timeout(60_000));
    for (const name of removed)
        core/* info */.pq(`removed the container ${name}, left by a cancelled run`);
    await (0,promises_.rm)(temporary(runId), { recursive: true, force: true });
}


/***/ })

};
