export const id = 298349;
export const ids = [298349];
export const modules = {

/***/ 80074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 39 modules
var catalog = __webpack_require__(35549);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./plan/plan.js + 18 modules
var plan = __webpack_require__(75463);
// EXTERNAL MODULE: ./policy/policy.js + 73 modules
var policy = __webpack_require__(85149);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./report/report.js + 72 modules
var report = __webpack_require__(26174);
// EXTERNAL MODULE: ./seal/seal.js + 15 modules
var seal = __webpack_require__(36487);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/view.js
var view = __webpack_require__(68630);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var secret = __webpack_require__(58182);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/stores/own-store.js
var own_store = __webpack_require__(96359);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
;// CONCATENATED MODULE: ./command/doctor/examined.js

const marks = { good: 'good', bad: 'BAD ', note: 'note' };
function examinedTable(examined) {
    return (0,words/* table */.tp)(examined.map(({ what, outcome, says }) => [marks[outcome], what, says]));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/within.js
var within = __webpack_require__(99373);
// EXTERNAL MODULE: ./command/doctor/workflow-fit.js
var workflow_fit = __webpack_require__(8177);
// EXTERNAL MODULE: ./command/doctor/workflow-job.js
var workflow_job = __webpack_require__(77497);
;// CONCATENATED MODULE: ./command/doctor/workflow.js










/** Larger is no workflow. */
const mostBytes = 1 << 20;
/** Checks workflow files for what gives secrets away, lets backups collide or lets strangers in. Needs no policy. */
async function examineWorkflows(world, paths, policy) {
    const found = await Promise.all(paths.map(async (path) => (await examineFile(world, path)).map((finding) => ({ file: path, ...finding }))));
    const findings = found.flat();
    const checks = paths.flatMap((path) => {
        const mine = findings.filter(({ file }) => file === path);
        if (mine.length === 0)
            return [{ what: path, outcome: 'good', says: 'nothing found' }];
        return mine.map(({ line, outcome, says, hint }) => ({ what: `${path}:${line}`, outcome, says, hint }));
    });
    const fit = await examineTogether(world, paths, policy);
    checks.push(...fit);
    const hints = [...new Set(checks.flatMap(({ hint }) => (hint ? [hint] : [])))];
    const problems = [
        ...findings
            .filter(({ outcome }) => outcome === 'bad')
            .map(({ file, line, says, hint }) => new problem/* Problem */.AF('policy-invalid', `${file}:${line}: ${says}`, { hint })),
        ...fit
            .filter(({ outcome }) => outcome === 'bad')
            .map(({ says, hint }) => new problem/* Problem */.AF('policy-invalid', says, { hint })),
    ];
    const text = () => [examinedTable(checks), ...hints.map((hint) => `\n${hint}`)].join('\n');
    return { json: { version: 1, checks }, text, problems, told: problems };
}
/**
 * Together with the policy, if there is one that can be parsed: workflows may be valid alone and still not do what the
 * policy says.
 */
async function examineTogether(world, paths, said) {
    try {
        const file = await (0,policy_file/* readPolicy */.T4)(world, said);
        const quiet = { ...(0,within/* withPlaceholders */.r)(world, [file]), log: { ...world.log, fault: () => { } } };
        return (0,workflow_fit/* examineFit */.x1)(await (0,workflow_fit/* fitOf */.Zo)(world, (0,project_project/* makeProject */.M)(quiet, file, []).policy, paths), true);
    }
    catch (error) {
        if (said === undefined && (0,problem/* isProblem */.AN)(error, 'usage', 'policy-invalid'))
            return [];
        throw error;
    }
}
async function examineFile(world, path) {
    try {
        const bytes = await (0,promises_.readFile)((0,policy_file/* pathFrom */.Iw)(world.cwd, path));
        if (bytes.length > mostBytes)
            throw new Error(`it is larger than ${mostBytes} bytes`);
        return examineWorkflow(bytes.toString('utf8'));
    }
    catch (cause) {
        throw new problem/* Problem */.AF('usage', `the workflow ${path} cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Name a file in .github/workflows with --workflow.',
            cause,
        });
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
    const jobs = (0,workflow_job/* get */.Jt)(root, 'jobs');
    if (!(0,dist/* isMap */.jh)(root) || !(0,dist/* isMap */.jh)(jobs))
        return [{ outcome: 'bad', line: 1, says: 'it is not a workflow', hint: 'A workflow has on: and jobs:.' }];
    const privileged = events(look, root);
    for (const pair of jobs.items) {
        const name = (0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : '?';
        if ((0,dist/* isMap */.jh)(pair.value))
            job(look, root, name, pair.key, pair.value, privileged);
    }
    broad(look, (0,workflow_job/* get */.Jt)(root, 'permissions'), 'the workflow');
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
/** Events that run with the repository's secrets and token, whoever causes them. */
const privilegedEvents = [
    'pull_request_target',
    'workflow_run',
    'issue_comment',
    'issues',
    'discussion',
    'discussion_comment',
];
/** Gives the first event of the workflow that strangers can cause, with the secrets. */
function events({ say }, root) {
    const on = (0,workflow_job/* get */.Jt)(root, 'on');
    const named = (0,dist/* isMap */.jh)(on) ? on.items.map(({ key }) => key) : (0,dist/* isSeq */.oP)(on) ? on.items : [on];
    for (const event of named) {
        if ((0,workflow_job/* textOf */.b6)(event) !== 'pull_request_target')
            continue;
        const hint = 'Use pull_request: without secrets, plan still checks and simulates the policy.';
        say('bad', event, 'pull_request_target runs pull requests of strangers with the secrets of the repository', hint);
    }
    return named.map(workflow_job/* textOf */.b6).find((event) => event !== undefined && privilegedEvents.includes(event));
}
/** What names the code of a pull request: its head, its merge, or the run that it caused. */
const foreignCode = /\bgithub\s*\.\s*head_ref\b|\bpull_request\s*\.\s*(head|merge_commit_sha)\b|\bworkflow_run\s*\.\s*(head_|pull_requests)|\brefs\/pull\/|\bpull\/\$|\bevent\s*\.\s*(issue\s*\.\s*)?(number|pull_request)\b/;
/** A stranger's code beside the secrets: it is enough that a build script runs. */
function foreign({ say }, step, event) {
    const hint = 'Check out only the default branch there; do what needs the code in a pull_request workflow.';
    const given = (0,workflow_job/* get */.Jt)(step, 'with');
    if (/^actions\/checkout@/.test((0,workflow_job/* textOf */.b6)((0,workflow_job/* get */.Jt)(step, 'uses')) ?? '')) {
        for (const value of [(0,workflow_job/* get */.Jt)(given, 'ref'), (0,workflow_job/* get */.Jt)(given, 'repository')])
            if (foreignCode.test((0,workflow_job/* textOf */.b6)(value) ?? ''))
                say('bad', value, `a stranger's code is checked out under ${event}, which has the secrets of the repository`, hint);
    }
    const script = (0,workflow_job/* get */.Jt)(step, 'run');
    if (/\bgh\s+pr\s+checkout\b|\bgit\s+(fetch|checkout|pull|clone)\b[^\n]*(\bpull\/|head_ref|HEAD_REF|HEAD_SHA)/.test((0,workflow_job/* textOf */.b6)(script) ?? ''))
        say('bad', script, `a stranger's code is fetched under ${event}, which has the secrets of the repository`, hint);
}
function broad({ say }, permissions, whose) {
    if ((0,workflow_job/* textOf */.b6)(permissions) !== 'write-all')
        return;
    say('bad', permissions, `${whose} may do everything (permissions: write-all)`, leastHint);
}
const leastHint = 'Write permissions: {} for the workflow, and contents: read for the job; id-token: write for OpenID Connect.';
/** Commands that write to the stores. */
const writing = ['run', 'backup', 'verify', 'prune', 'hold', 'unhold', 'delete', 'undelete', 'ack'];
const backing = ['run', 'backup'];
function job(look, root, name, at, job, privileged) {
    const { say } = look;
    const permissions = (0,workflow_job/* get */.Jt)(job, 'permissions');
    if (permissions === undefined && (0,workflow_job/* get */.Jt)(root, 'permissions') === undefined)
        say('bad', at, `the job ${name} has the default permissions of the repository`, leastHint);
    broad(look, permissions, `the job ${name}`);
    const maps = (0,workflow_job/* stepsOf */.B_)(job);
    for (const step of [job, ...maps])
        pinned(look, step);
    for (const step of maps)
        scripts(look, step);
    if (privileged !== undefined)
        for (const step of maps)
            foreign(look, step, privileged);
    const commands = maps.flatMap(workflow_job/* callsOf */.p9).map(({ command }) => command);
    if (commands.some((command) => writing.includes(command)))
        alone(look, root, name, at, job);
    if (commands.some((command) => backing.includes(command)))
        sealed(look, root, name, job, maps);
}
function pinned({ say }, step) {
    const uses = (0,workflow_job/* get */.Jt)(step, 'uses');
    const text = (0,workflow_job/* textOf */.b6)(uses);
    if (text === undefined || /^\.\//.test(text) || /@[0-9a-f]{40}$/.test(text) || /@sha256:[0-9a-f]{64}$/.test(text))
        return;
    const hint = 'Pin actions to the full SHA of a commit that you have read: whoever moves the tag changes what runs.';
    say('note', uses, `${text} is not pinned to a SHA`, hint);
}
/**
 * What others can write: who comments, names a branch or starts a workflow; and what another step, another job or a
 * matrix hands over, which holds names of files, tags and messages from a bucket.
 */
const strangers = /\binputs\b|\bmatrix\b|\b(steps|needs|jobs)\b[\s\S]*\boutputs\b|\bgithub\s*(\.\s*|\[\s*['"])(event|head_ref|base_ref|ref_name|ref)\b/;
function expressionsOf(text) {
    return text
        .split('${{')
        .slice(1)
        .map((rest) => rest.split('}}', 1)[0] ?? '');
}
function scripts({ say }, step) {
    for (const script of [(0,workflow_job/* get */.Jt)(step, 'run'), (0,workflow_job/* get */.Jt)((0,workflow_job/* get */.Jt)(step, 'with'), 'script')]) {
        const found = expressionsOf((0,workflow_job/* textOf */.b6)(script) ?? '').find((one) => strangers.test(one));
        if (found === undefined)
            continue;
        const hint = 'Pass it to the step as a variable under env:, and use "$NAME" in the script.';
        say('bad', script, `\${{${found.slice(0, 200)}}} becomes part of a script: whoever controls it can run commands`, hint);
    }
}
function alone({ say }, root, name, at, job) {
    const groups = [(0,workflow_job/* get */.Jt)(root, 'concurrency'), (0,workflow_job/* get */.Jt)(job, 'concurrency')].filter((one) => one !== undefined);
    const hint = 'Write concurrency: { group: backup, cancel-in-progress: false }.';
    if (groups.length === 0)
        say('bad', at, `nothing keeps two runs of the job ${name} apart (no concurrency)`, hint);
    for (const group of groups) {
        const cancel = (0,workflow_job/* get */.Jt)(group, 'cancel-in-progress');
        if (cancel === undefined || (0,workflow_job/* textOf */.b6)(cancel) === 'false')
            continue;
        say('bad', cancel, `the job ${name} may be cancelled halfway (cancel-in-progress)`, hint);
    }
}
/** Who backs up needs no key that opens backups. */
function sealed({ say }, root, name, job, steps) {
    for (const key of (0,workflow_job/* keysIn */.q7)(root, job, steps)) {
        const hint = 'Give it only to the job that proves, as a secret of a separate environment (prove.yml).';
        say('bad', key, `the job ${name} backs up and holds the secret key: it could read every backup`, hint);
    }
}

;// CONCATENATED MODULE: ./command/doctor/doctor.js
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



















/** Checks everything that a backup needs, without making one; gives the command or setting that repairs each fault. */
const doctor = async (world, options) => {
    if (options.workflow)
        return examineWorkflows(world, options.workflow, options.policy);
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short', databases: 'server' });
    const problems = [];
    const found = [
        { what: `policy ${project.policy.path}`, outcome: 'good', says: (0,words/* plural */.LS)(project.sources.length, 'source') },
    ];
    /** False if it is bad. */
    const examine = async (what, body) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, world.log.progress({ what }), false);
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
                    says: world.redact((0,words/* withoutSource */.iV)(error.message, what.replace(/^source /, ''))),
                    ...(error.hint ? { hint: error.hint } : {}),
                });
                return false;
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    };
    await examine('secret key', async () => secretKeys(project));
    await examine('signing key', async () => {
        const key = project.signingKey();
        if (!key)
            return { outcome: 'note', says: 'not given, but the policy names no signers' };
        return project.policy.encryption.signers.length > 0 ? `signs as ${key.signer}` : 'given';
    });
    const failing = new Set();
    for (const { group, failure, members } of project.expansions)
        if (failure !== undefined)
            await examine(`databases of ${group.name}`, async () => Promise.reject(failure));
        else if (members.some((member) => project.sources.includes(member)))
            await examine(`databases of ${group.name}`, async () => (0,words/* plural */.LS)(members.length, 'database'));
    const inspected = await inspectDatabases(project);
    const seen = new Set();
    for (const source of project.sources) {
        const { member, databases } = source;
        if (databases)
            continue;
        await examine(`source ${source.name}`, () => (inspected.get(source.name) ?? (() => inspect(project, source)))());
        const fault = (0,logged/* isLogged */.j)(source)
            ? (0,plan/* windowFault */.P6)(source, { now: world.now(), timezone: project.policy.timezone })
            : undefined;
        if (fault)
            found.push({ what: `point-in-time of ${source.name}`, outcome: 'note', ...fault });
        // What may be written for one database may be for all.
        if (member && seen.has(member.group))
            continue;
        if (member)
            seen.add(member.group);
        for (const store of source.stores) {
            // If nothing can be written, a refusal to delete adds no information.
            if (await examine(`${source.name} in ${store}`, () => write(project, source, store)))
                await examine(`${source.name} in ${store}: delete`, () => removal(project, source, store));
            else
                failing.add(store);
        }
    }
    for (const says of (await (0,unclaimed/* lookUnclaimed */.A)(project, options, failing)).warnings)
        found.push({ what: 'backups of no source', outcome: 'note', says });
    found.push(...(0,workflow_fit/* examineFit */.x1)(await (0,workflow_fit/* fitOf */.Zo)(world, (0,databases_open/* asWritten */.qm)(project)), false));
    const text = () => [examinedTable(found), ...found.flatMap(({ what, hint }) => (hint ? [`\n${what}: ${hint}`] : []))].join('\n');
    return { json: { version: 1, checks: found }, text, problems, told: problems };
};
async function secretKeys(project) {
    if (!(0,secret/* hasSecretKey */.iH)(project.world))
        return { outcome: 'note', says: 'not set: fine for backups; verify and restore need BACKPROOF_SECRET_KEY' };
    const secrets = await project.secretKeys();
    const mine = new Set(secrets.map((secret) => secret.fingerprint));
    const fits = project.policy.encryption.recipients.filter((recipient) => mine.has((0,seal/* fingerprint */.Rj)(recipient)));
    if (fits.length > 0)
        return `opens backups sealed to ${fits.map(seal/* fingerprint */.Rj).join(', ')}`;
    throw new problem/* Problem */.AF('key-wrong', 'none of the given secret keys belongs to a recipient of the policy', {
        hint: `The policy seals to ${project.policy.encryption.recipients.map(seal/* fingerprint */.Rj).join(', ')}; the keys given are ${[...mine].join(', ')}.`,
    });
}
const databasesAtOnce = 4;
/** The databases of a server, which may be hundreds, several at once: what each has to say. */
async function inspectDatabases(project) {
    const members = project.sources.filter(({ member }) => member !== undefined);
    const said = await (0,catalog/* mapAtOnce */.$3)(members, async (source) => {
        try {
            const says = await inspect(project, source);
            return [source.name, async () => says];
        }
        catch (error) {
            return [source.name, async () => Promise.reject(error)];
        }
    }, databasesAtOnce);
    return new Map(said);
}
async function inspect(project, source) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal } = project.world;
        await (0,own_store/* refuseOwnStores */.R)(project, source);
        const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
        // A log is that of the server which is written to.
        const prefer = (0,logged/* isLogged */.j)(source)
            ? 'primary'
            : (0,policy/* preferredRole */.Qe)(source, source.schedule === undefined ? 'manual' : 'schedule');
        const live = __addDisposableResource(env_2, await engine.open(source, project.bench, signal, prefer), true);
        await live.rehearse();
        const ofLog = (0,logged/* isLogged */.j)(source) ? `; ${await inspectLog(source, live)}` : '';
        const version = live.server === undefined ? '' : ` ${live.server.version}`;
        return `${source.engine}${version}, about ${(0,words/* sourceSize */.vP)(live.sizeBytes)}, programs: ${live.where}${hostChoice(live)}${ofLog}`;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
/** Whether its log can be collected, asked before anything is written; and what that costs. */
async function inspectLog(source, { log }) {
    if (log === undefined)
        throw (0,logged/* noLog */.CM)(source);
    await log.rehearse();
    return `${(0,view/* promiseText */.Zm)(source)}; ${(0,view/* costText */.rs)(source)}`;
}
function hostChoice({ host }) {
    if (host === undefined)
        return '';
    return [`; of several hosts ${(0,report/* hostText */.EN)(host)}`, ...host.findings.map(({ message }) => message)].join('; ');
}
/** Lists, writes, reads and replaces one small object: what a backup does, without leaving anything but a lease. */
async function write(project, source, name) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const { store } = await project.place(name);
        for await (const _ of store.list(catalog/* objectName */.Hd.folder(source.name, 'manifests'), world.signal))
            break;
        const { timezone } = project.policy;
        const options = { holder: (0,session/* holderOf */.Kd)(project), now: world.now, signal: world.signal, timezone };
        const _lease = __addDisposableResource(env_3, await (0,catalog/* acquireLease */.ZZ)(store, source.name, options), true);
        return `${store.where}: list, read and write work`;
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_3);
        if (result_2)
            await result_2;
    }
}
/** Removing a missing object shows whether removal is allowed. */
async function removal(project, source, name) {
    const { store } = await project.place(name);
    try {
        await store.remove([catalog/* objectName */.Hd.data(source.name, `${source.name}-2000-01-01T00-00-00.000000Z`, 'none')], project.world.signal);
        return 'allowed';
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'store-denied'))
            throw error;
        return { outcome: 'note', says: 'denied: correct for a job that only backs up; prune needs it' };
    }
}


/***/ }),

/***/ 96359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ refuseOwnStores)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7647);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85149);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);




/**
 * A backup of what a store lies in holds all backups before it, and is twice as large as the last.
 * @throws Problem `policy-invalid` where one of the source's own stores would be in its backup.
 */
async function refuseOwnStores(project, source) {
    const { world, policy } = project;
    (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .requireSet */ .Ce)(source);
    const { takes } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(source.engine);
    // One that does not open gets nothing, and a look at the path of one that hangs would never come back.
    const { places } = await project.places(source);
    for (const { name } of places) {
        const store = policy.stores[name];
        if (store?.kind !== 'directory' || store.unset)
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path);
        // As good as any: an exclude may name the directory, what is in it, or its files by their ends.
        if (!takes(source, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(path, source.name, 'data', 'id', 'files.tar')))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('policy-invalid', `the paths of ${source.name} contain its own store ${name}, directory ${path}`, {
            hint: `Each backup would contain all earlier ones: write exclude: [${JSON.stringify(`${literal(path)}/`)}], or move the store.`,
        });
    }
}
/** As a pattern that names exactly this path. */
const literal = (path) => path.replace(/[\\*?]/g, '\\$&');


/***/ })

};
