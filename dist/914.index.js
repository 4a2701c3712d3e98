export const id = 914;
export const ids = [914];
export const modules = {

/***/ 7914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine_engine = __webpack_require__(7860);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/report/report.js + 18 modules
var report = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/command/enclose.js
var enclose = __webpack_require__(1917);
;// CONCATENATED MODULE: ./build/js/command/examined.js

const marks = { good: 'good', bad: 'BAD ', note: 'note' };
function examinedTable(examined) {
    return (0,report/* table */.tp)(examined.map(({ what, outcome, says }) => [marks[outcome], what, says]));
}

// EXTERNAL MODULE: ./build/js/command/project.js + 1 modules
var command_project = __webpack_require__(5086);
// EXTERNAL MODULE: ./build/js/command/secret.js
var secret = __webpack_require__(7958);
// EXTERNAL MODULE: ./build/js/command/session.js
var session = __webpack_require__(6560);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/js/command/policy-file.js
var policy_file = __webpack_require__(5387);
;// CONCATENATED MODULE: ./build/js/command/workflow.js





/** Larger is no workflow. */
const mostBytes = 1 << 20;
/** Checks workflow files for what gives secrets away, lets backups collide or lets strangers in. Needs no policy. */
async function examineWorkflows(world, paths) {
    const found = await Promise.all(paths.map(async (path) => (await examineFile(world, path)).map((finding) => ({ file: path, ...finding }))));
    const findings = found.flat();
    const checks = paths.flatMap((path) => {
        const mine = findings.filter(({ file }) => file === path);
        if (mine.length === 0)
            return [{ what: path, outcome: 'good', says: 'nothing found' }];
        return mine.map(({ line, outcome, says, hint }) => ({ what: `${path}:${line}`, outcome, says, hint }));
    });
    const hints = [...new Set(checks.flatMap(({ hint }) => (hint ? [hint] : [])))];
    return {
        json: { version: 1, checks },
        text: () => [examinedTable(checks), ...hints.map((hint) => `\n${hint}`)].join('\n'),
        problems: findings
            .filter(({ outcome }) => outcome === 'bad')
            .map(({ file, line, says, hint }) => new problem/* Problem */.AF('policy-invalid', `${file}:${line}: ${says}`, { hint })),
        named: true,
    };
}
async function examineFile(world, path) {
    try {
        const bytes = await (0,promises_.readFile)((0,policy_file/* pathFrom */.Iw)(world.cwd, path));
        if (bytes.length > mostBytes)
            throw new Error(`it is larger than ${mostBytes} bytes`);
        return examineWorkflow(bytes.toString('utf8'));
    }
    catch (cause) {
        throw new problem/* Problem */.AF('usage', `the workflow ${path} cannot be read: ${cause.message}`, { cause });
    }
}
/** The findings of one workflow, by line. Pure. */
function examineWorkflow(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines });
    const found = [];
    const lineOf = (at) => lines.linePos(at?.range?.[0] ?? 0).line || 1;
    const look = { say: (outcome, at, says, hint) => found.push({ outcome, line: lineOf(at), says, hint }) };
    const [error] = document.errors;
    if (error) {
        const line = error.linePos?.[0].line ?? 1;
        return [
            { outcome: 'bad', line, says: `it is not YAML: ${error.message.split('\n')[0]}`, hint: 'Correct it first.' },
        ];
    }
    withoutAliases(document);
    const root = document.contents;
    const jobs = get(root, 'jobs');
    if (!(0,dist/* isMap */.jh)(root) || !(0,dist/* isMap */.jh)(jobs))
        return [{ outcome: 'bad', line: 1, says: 'it is not a workflow', hint: 'It has on: and jobs:.' }];
    events(look, root);
    for (const pair of jobs.items) {
        const name = (0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : '?';
        if ((0,dist/* isMap */.jh)(pair.value))
            job(look, root, name, pair.key, pair.value);
    }
    broad(look, get(root, 'permissions'), 'the workflow');
    return found.toSorted((a, b) => a.line - b.line);
}
/** Puts what each alias stands for into its place: a job that is written once and used twice is looked at twice. */
function withoutAliases(document) {
    const found = [];
    (0,dist/* visit */.YR)(document, {
        Alias: (key, alias, path) => {
            found.push({ alias, key, parent: path.at(-1) });
        },
    });
    for (const { alias, key, parent } of found) {
        const meant = alias.resolve(document);
        const [from = 0, to = 0] = meant?.range ?? [];
        const at = alias.range?.[0] ?? 0;
        // One that stands for what it stands in has no end.
        if (!meant || (from <= at && at < to))
            continue;
        if ((0,dist/* isPair */.tO)(parent))
            parent.value = meant;
        else if ((0,dist/* isSeq */.oP)(parent) && typeof key === 'number')
            parent.items[key] = meant;
    }
}
const get = (map, key) => ((0,dist/* isMap */.jh)(map) ? map.get(key, true) : undefined);
function textOf(node) {
    return (0,dist/* isScalar */.jn)(node) && node.value !== null ? String(node.value) : undefined;
}
function events({ say }, root) {
    const on = get(root, 'on');
    const named = (0,dist/* isMap */.jh)(on) ? on.items.map(({ key }) => key) : (0,dist/* isSeq */.oP)(on) ? on.items : [on];
    for (const event of named) {
        if (textOf(event) !== 'pull_request_target')
            continue;
        const hint = 'Use pull_request: without secrets, plan still checks the policy and simulates it.';
        say('bad', event, 'pull_request_target runs with the secrets of the repository for pull requests of strangers', hint);
    }
}
function broad({ say }, permissions, whose) {
    if (textOf(permissions) !== 'write-all')
        return;
    say('bad', permissions, `${whose} may do everything (permissions: write-all)`, leastHint);
}
const leastHint = 'Write permissions: {} for the workflow, and contents: read for the job; id-token: write for OpenID Connect.';
/** Commands that write to the stores. */
const writing = ['run', 'backup', 'verify', 'prune', 'hold', 'unhold', 'delete', 'undelete'];
const backing = ['run', 'backup'];
function job(look, root, name, at, job) {
    const { say } = look;
    const permissions = get(job, 'permissions');
    if (permissions === undefined && get(root, 'permissions') === undefined)
        say('bad', at, `the job ${name} has the permissions that the repository gives by default`, leastHint);
    broad(look, permissions, `the job ${name}`);
    const steps = get(job, 'steps');
    const maps = (0,dist/* isSeq */.oP)(steps) ? steps.items.filter((step) => (0,dist/* isMap */.jh)(step)) : [];
    for (const step of [job, ...maps])
        pinned(look, step);
    for (const step of maps)
        scripts(look, step);
    const commands = maps.flatMap(commandsOf);
    if (commands.some((command) => writing.includes(command)))
        alone(look, root, name, at, job);
    if (commands.some((command) => backing.includes(command)))
        sealed(look, root, name, job, maps);
}
function pinned({ say }, step) {
    const uses = get(step, 'uses');
    const text = textOf(uses);
    if (text === undefined || /^\.\//.test(text) || /@[0-9a-f]{40}$/.test(text) || /@sha256:[0-9a-f]{64}$/.test(text))
        return;
    const hint = 'Pin actions by the full SHA of a commit that you have read: whoever moves the tag changes what runs.';
    say('note', uses, `${text} is not pinned by a SHA`, hint);
}
/** What people who may only comment, name a branch or start a workflow can write. */
const strangers = /\binputs\b|\bgithub\s*(\.\s*|\[\s*['"])(event|head_ref|base_ref|ref_name|ref)\b/;
function expressionsOf(text) {
    return text
        .split('${{')
        .slice(1)
        .map((rest) => rest.split('}}', 1)[0] ?? '');
}
function scripts({ say }, step) {
    for (const script of [get(step, 'run'), get(get(step, 'with'), 'script')]) {
        const found = expressionsOf(textOf(script) ?? '').find((one) => strangers.test(one));
        if (found === undefined)
            continue;
        const hint = 'Give it to the step as a variable under env:, and use "$NAME" in the script.';
        say('bad', script, `\${{${found.slice(0, 200)}}} becomes part of a script: whoever writes it runs commands`, hint);
    }
}
/** The commands of this program that a step runs. */
function commandsOf(step) {
    const uses = textOf(get(step, 'uses')) ?? '';
    if (/^[^/@]+\/restorable(\/[^@]*)?@/.test(uses) || uses === './') {
        const given = get(step, 'with');
        const command = textOf(get(given, 'command')) ?? 'run';
        return command === 'gate' && textOf(get(given, 'otherwise')) ? ['backup'] : [command];
    }
    const script = textOf(get(step, 'run')) ?? '';
    return [...script.matchAll(/\brestorable\s+([a-z]+)\b([^\n]*)/g)].map(([, command = '', rest = '']) => command === 'gate' && rest.includes('--otherwise') ? 'backup' : command);
}
function alone({ say }, root, name, at, job) {
    const groups = [get(root, 'concurrency'), get(job, 'concurrency')].filter((one) => one !== undefined);
    const hint = 'Write concurrency: { group: backup, cancel-in-progress: false }.';
    if (groups.length === 0)
        say('bad', at, `nothing keeps two runs of the job ${name} apart (no concurrency)`, hint);
    for (const group of groups) {
        const cancel = get(group, 'cancel-in-progress');
        if (cancel === undefined || textOf(cancel) === 'false')
            continue;
        say('bad', cancel, `the job ${name} may be cancelled half-way (cancel-in-progress)`, hint);
    }
}
const secretKeys = ['RESTORABLE_SECRET_KEY', 'RESTORABLE_SECRET_KEY_FILE'];
/** Who backs up needs no key that opens backups. */
function sealed({ say }, root, name, job, steps) {
    const places = [root, job, ...steps].map((one) => get(one, 'env')).filter(dist/* isCollection */.P3);
    const variables = places.flatMap((env) => secretKeys.map((key) => get(env, key)));
    const inputs = steps.map((step) => get(get(step, 'with'), 'secret-key'));
    for (const key of [...variables, ...inputs].filter((one) => one !== undefined)) {
        const hint = 'Give it only to the job that proves, as a secret of an environment of its own (verify-weekly.yml).';
        say('bad', key, `the job ${name} backs up, and holds the secret key: it could read every backup`, hint);
    }
}

;// CONCATENATED MODULE: ./build/js/command/doctor.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});











/** Checks everything that a backup needs, without making one; says what to type for what is wrong. */
const doctor = async (world, options) => {
    if (options.workflow)
        return examineWorkflows(world, options.workflow);
    const project = await (0,command_project/* openProject */.U8)(world, options);
    const problems = [];
    const found = [
        { what: `policy ${project.policy.path}`, outcome: 'good', says: (0,report/* plural */.LS)(project.sources.length, 'source') },
    ];
    /** False if it is bad. */
    const examine = async (what, body) => {
        world.log.progress(what);
        try {
            const says = await body();
            found.push(typeof says === 'string' ? { what, outcome: 'good', says } : { what, ...says });
            return true;
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            problems.push(error);
            found.push({
                what,
                outcome: 'bad',
                says: world.redact(error.message),
                ...(error.hint ? { hint: error.hint } : {}),
            });
            return false;
        }
    };
    await examine('secret key', async () => doctor_secretKeys(project));
    await examine('signing key', async () => {
        const key = project.signingKey();
        if (!key)
            return { outcome: 'note', says: 'not given, and the policy names no signers' };
        return project.policy.encryption.signers.length > 0 ? `signs as ${key.signer}` : 'given';
    });
    for (const source of project.sources) {
        await examine(`source ${source.name}`, () => inspect(project, source));
        for (const store of source.stores) {
            // Where nothing can be written, a refusal to delete would say nothing of its own.
            if (await examine(`${source.name} in ${store}`, () => write(project, source, store)))
                await examine(`${source.name} in ${store}: delete`, () => removal(project, source, store));
        }
    }
    const text = () => [examinedTable(found), ...found.flatMap(({ what, hint }) => (hint ? [`\n${what}: ${hint}`] : []))].join('\n');
    return { json: { version: 1, checks: found }, text, problems, named: true };
};
async function doctor_secretKeys(project) {
    if (!(0,secret/* hasSecretKey */.iH)(project.world))
        return { outcome: 'note', says: 'not given: fine for backups; verify and restore need RESTORABLE_SECRET_KEY' };
    const secrets = await project.secretKeys();
    const mine = new Set(secrets.map((secret) => secret.fingerprint));
    const fits = project.policy.encryption.recipients.filter((recipient) => mine.has((0,seal/* fingerprint */.Rj)(recipient)));
    if (fits.length > 0)
        return `opens backups sealed to ${fits.map(seal/* fingerprint */.Rj).join(', ')}`;
    throw new problem/* Problem */.AF('key-wrong', 'none of the secret keys given belongs to a recipient of the policy', {
        hint: `The policy seals to ${project.policy.encryption.recipients.map(seal/* fingerprint */.Rj).join(', ')}; the keys given are ${[...mine].join(', ')}.`,
    });
}
async function inspect(project, source) {
    const { signal } = project.world;
    await (0,enclose/* refuseOwnStores */.R)(project, source);
    const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
    const runtime = await project.runtime(source, signal);
    const { server, sizeBytes } = await engine.inspect(source, runtime, signal);
    if (server !== undefined)
        await engine.fit?.(server, runtime, signal);
    return `${source.engine}${server ? ` ${server.version}` : ''}, about ${(0,report/* formatBytes */.z3)(sizeBytes)}, programs on ${runtime.where}`;
}
/** Lists, writes, reads and replaces one small object: what a backup does, without leaving anything but a lease. */
async function write(project, source, name) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const { store } = await project.place(name);
        for await (const _ of store.list(`${source.name}/manifests/`, world.signal))
            break;
        const options = { holder: (0,session/* holderOf */.Kd)(project), now: world.now, signal: world.signal };
        const _lease = __addDisposableResource(env_1, await (0,catalog/* acquireLease */.ZZ)(store, source.name, options), true);
        return `${store.where}: list, read and write work`;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Removing what is not there tells whether removing is allowed. */
async function removal(project, source, name) {
    const { store } = await project.place(name);
    try {
        await store.remove([catalog/* objectName */.Hd.data(source.name, `${source.name}-2000-01-01T00-00-00.000000Z`, 'none')], project.world.signal);
        return 'allowed';
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'store-denied'))
            throw error;
        return { outcome: 'note', says: 'denied: right for a job that only backs up; prune needs it' };
    }
}


/***/ }),

/***/ 1917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ refuseOwnStores)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);



/**
 * A backup of what a store lies in holds all backups before it, and is twice as large as the last.
 * @throws Problem `policy-invalid` where one of the source's own stores would be in its backup.
 */
async function refuseOwnStores({ world, policy }, source) {
    const { takes } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(source.engine);
    for (const name of source.stores) {
        const store = policy.stores[name];
        if (store?.kind !== 'directory')
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path);
        // As good as any: an exclude may name the directory, what is in it, or its files by their ends.
        if (!takes?.(source, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(path, source.name, 'data', 'id', 'files.tar')))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('policy-invalid', `the paths of ${source.name} hold its own store ${name}, directory ${path}`, {
            hint: `Each backup would hold all before it: write exclude: [${JSON.stringify(`${literal(path)}/`)}], or move the store.`,
        });
    }
}
/** As a pattern that names exactly this path. */
const literal = (path) => path.replace(/[\\*?]/g, '\\$&');


/***/ }),

/***/ 6560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   b6: () => (/* binding */ history),
/* harmony export */   eZ: () => (/* binding */ namesOf)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5606);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1430);
/* harmony import */ var _all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6183);





function newSession(project, command) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(project.sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
    };
}
function emptyReport(source) {
    return { source: source.name, engine: source.engine, tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    await world.log.group(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok);
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
        };
        const { places } = recorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            if (!session.failing.has(place.name))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            session.problems.push({ source: source.name, error });
            world.log.error(`${source.name}: ${world.redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
        }
    });
}
/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session, source, work, because) {
    session.project.world.log.warning(`${source.name}: ${because}`);
    const known = session.reports.get(source.name) ?? emptyReport(source);
    const tasks = known.tasks.map((task) => task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task);
    session.reports.set(source.name, { ...known, tasks });
}
function merge(session, source, found) {
    const known = session.reports.get(source.name) ?? emptyReport(source);
    session.reports.set(source.name, {
        ...known,
        ...found,
        tasks: [...known.tasks, ...(found.tasks ?? [])],
        proofs: [...known.proofs, ...(found.proofs ?? [])],
        history: found.history ?? known.history,
    });
}
/** Stores a proof beside its backup; gives the failure where not every place took it. */
async function keepProof({ versions, signal }, places, source, proof) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putProof */ .mc)(places, source, proof, versions, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** The sizes of the backups so far, oldest first, for the sparkline. */
function history(catalog, newest) {
    const entries = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: [],
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        named: true,
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; says who never gave theirs back. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, { holder: holderOf(project), now, signal, fromReserve });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without giving its lease back, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ })

};
