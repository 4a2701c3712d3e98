export const id = 622294;
export const ids = [622294];
export const modules = {

/***/ 80074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
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
        const fault = (0,logged/* isLogged */.j)(source) ? (0,plan/* baseFault */.M1)(source) : undefined;
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
        const fault = (0,logged/* isLogged */.j)(source) ? await inspectLog(source, live) : undefined;
        const ofLog = (0,logged/* isLogged */.j)(source) ? `; ${(0,view/* promiseText */.Zm)(source)}; ${(0,view/* costText */.rs)(source)}` : '';
        const version = live.server === undefined ? '' : ` ${live.server.version}`;
        const says = `${source.engine}${version}, about ${(0,words/* sourceSize */.vP)(live.sizeBytes)}, programs: ${live.where}${hostChoice(live)}${ofLog}`;
        if (!fault)
            return says;
        const { message, hint } = fault;
        return { outcome: 'note', says: `${says}; every base is a full one: ${message}`, ...(hint ? { hint } : {}) };
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
/** Throws where its log cannot be collected, which is asked before anything is written. Gives why it has no incremental bases. */
async function inspectLog(source, { log }) {
    if (log === undefined)
        throw (0,logged/* noLog */.CM)(source);
    await log.rehearse();
    return source.pointInTime.increments && (await log.incrementFault?.());
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

/***/ 67541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ noLog),
/* harmony export */   X8: () => (/* binding */ replayOf),
/* harmony export */   j: () => (/* binding */ isLogged)
/* harmony export */ });
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7647);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


const isLogged = (source) => source.pointInTime !== undefined;
/** What a server says that has none, or none as it is set up. */
const noLog = ({ name }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('source-failed', `${name} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
});
/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
async function replayOf(source) {
    const { replay } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .engineOf */ .ky)(source.engine);
    if (replay)
        return replay;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${source.engine} has no log that can be collected`, {
        hint: 'Take point-in-time out of the source.',
    });
}


/***/ }),

/***/ 61068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Il: () => (/* binding */ logAt),
/* harmony export */   k0: () => (/* binding */ basesOfLog),
/* harmony export */   rj: () => (/* binding */ outline),
/* harmony export */   uI: () => (/* binding */ currentLog),
/* harmony export */   x6: () => (/* binding */ readLog),
/* harmony export */   yr: () => (/* binding */ basesNamed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85893);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);





/** From its first piece to its last: for what is shown, and for what is kept. */
const outline = { listed: Number.POSITIVE_INFINITY };
async function readLog(project, source, depth) {
    const found = await volumesOf(project, source);
    const { names } = found;
    const read = (name) => project.catalog({ name, stores: source.stores });
    const newest = depth === 'all' ? await all(names, read) : await newestOf(found, read);
    const before = names.slice(0, newest[0] ? names.indexOf(newest[0].name) : 0);
    const { volumes, listed, older } = typeof depth === 'object'
        ? await outlined(project, source, { newest, before, depth, read })
        : { volumes: newest, listed: [], older: before.length };
    const entries = volumes.flatMap(({ catalog }) => catalog.entries);
    const unread = new Map([...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]));
    return {
        volumes,
        listed,
        older,
        entries,
        stretches: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .stretchesOf */ .TM)(entries, project.world.now(), listed),
        tip: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(ledTo(volumes, found).flatMap(({ catalog }) => catalog.entries)) ?? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(entries),
        unread: [...unread.values()],
    };
}
async function all(names, read) {
    return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(names, async (name) => ({ name, catalog: await read(name) }));
}
/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newestOf(found, read) {
    const volumes = [];
    for (const name of found.names.toReversed()) {
        if (ledTo(volumes, found).length === 2)
            break;
        volumes.unshift({ name, catalog: await read(name) });
    }
    return volumes;
}
/**
 * Those with a piece that counts, where others lead to it: no volume is left out where a log is collected, and one that follows none was
 * put there by somebody who would have the numbers run out. Nothing is concluded from what is missing while a store is not read. Pure.
 */
function ledTo(volumes, { names, unread }) {
    const numbers = new Set(names.map(numberOf));
    return volumes.filter(({ name, catalog }) => {
        const isReached = unread.length > 0 || name === names[0] || numbers.has(numberOf(name) - 1);
        return isReached && catalog.entries.some(({ foreign, trashed }) => foreign === undefined && !trashed);
    });
}
/** Of the volumes before, the newest: as one each where they are as the next says, else as they are read. */
async function outlined(project, source, { newest, before, depth: { listed: most, whole = new Set() }, read, }) {
    const { world, policy } = project;
    const asked = before.slice(-Math.min(most, before.length));
    const { places, failed } = await project.places(source);
    const options = { signers: policy.encryption.signers, signal: world.signal };
    const look = async (name) => failed.length > 0 || whole.has(name) ? undefined : await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .listVolume */ .tf)(name, places, options);
    const looks = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(asked, look);
    const volumes = [...newest];
    const listed = [];
    let after = newest[0] ? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(newest[0].catalog.entries, world.now()) : [];
    for (const [at, name] of [...asked.entries()].reverse()) {
        const shown = looks[at];
        const one = shown && after.flatMap((slice) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .asOne */ .Zd)(shown, slice) ?? [])[0];
        if (one) {
            listed.unshift(one);
            after = [one];
        }
        else {
            const catalog = await read(name);
            volumes.unshift({ name, catalog });
            after = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(catalog.entries, world.now());
        }
    }
    volumes.sort((a, b) => numberOf(a.name) - numberOf(b.name));
    return { volumes, listed, older: before.length - asked.length };
}
/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const unread = failed.map(({ store, problem }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(store, problem));
    const names = new Set();
    for (const { name, store } of places) {
        try {
            for (const folder of await (0,_project_folders_js__WEBPACK_IMPORTED_MODULE_4__/* .foldersOf */ .p)(store, world.signal)) {
                const named = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                const log = named === undefined ? undefined : (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(named);
                if (named !== undefined && log?.source === source.name && log.folder.kind === 'volume')
                    names.add(named);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unread.push((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(name, error));
        }
    }
    return { names: [...names].toSorted((a, b) => numberOf(a) - numberOf(b)), unread };
}
function numberOf(name) {
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name)?.folder;
    return folder?.kind === 'volume' ? folder.number : 0;
}
/** Backups that a log can be played onto: physical ones that have a place of their own, or the dumps of the source. */
async function basesOfLog(project, source, dumps) {
    if (source.pointInTime?.base === undefined)
        return dumps ?? (await project.catalog(source));
    return await project.catalog(basesNamed(source));
}
const basesNamed = ({ name, stores }) => ({
    name: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .logName */ .Is)(name, { kind: 'bases' }),
    stores,
});
/**
 * The newest part of a source's log. What it is played onto may lie before it: then more is looked at, as far back as that takes.
 */
async function currentLog(project, source, bases) {
    let current = await logAt(project, source, bases, 'newest');
    for (const listed of [4, 32, Number.POSITIVE_INFINITY]) {
        const { log, state } = current;
        if (log.older === 0 || !state.stretch?.[0].previous || state.bases.length > 0)
            break;
        current = await logAt(project, source, bases, { listed });
    }
    return current;
}
/** The same of as much of it as is asked for. */
async function logAt(project, source, bases, depth) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const log = await readLog(project, source, depth);
    return { log, state: logState(log, bases.entries, compare, project.world.now()) };
}
function logState(log, bases, compare, now) {
    const { tip } = log;
    const newestFirst = (some) => some.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const usable = bases.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    // A log begins at the newest that names its place.
    if (!tip) {
        const placed = usable.filter(({ manifest: { position } }) => position && compare(position, position) !== undefined);
        return { tip, stretch: undefined, kept: bases, bases: newestFirst(placed) };
    }
    const stretch = log.stretches.find((one) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(one).entry.id === tip.entry.id);
    if (!stretch) {
        const flaw = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(tip.entry, now);
        return { tip, stretch, bases: [], kept: bases, ...(flaw === undefined ? {} : { flaw }) };
    }
    const within = usable.filter((entry) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .liesIn */ .z$)(entry, stretch, compare));
    return { tip, stretch, kept: bases, bases: newestFirst(within) };
}


/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ findRoute),
/* harmony export */   Rs: () => (/* binding */ findAnother),
/* harmony export */   fx: () => (/* binding */ describeRoute),
/* harmony export */   lv: () => (/* binding */ lookAtLog)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61068);






/** Reads a source's log, as much of it as is asked for, and what it can be played onto. */
async function lookAtLog(project, source, depth = 'all', dumps) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_4__/* .replayOf */ .X8)(source);
    const log = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .readLog */ .x6)(project, source, depth);
    const bases = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .basesOfLog */ .k0)(project, source, dumps);
    const now = project.world.now();
    const found = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .windowsOf */ .R5)(log.stretches, bases.entries, compare, now, log.tip && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(log.tip.entry, now));
    // What no piece leads to is not the end of the log, whatever its number.
    const isBeyond = ({ stretch }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(stretch).number > (log.tip?.number ?? 0);
    const windows = [...found.filter((one) => !isBeyond(one)), ...found.filter(isBeyond)];
    const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))];
    return { windows, log: { ...log, unread }, bases, compare };
}
/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
async function findRoute(project, source, at) {
    const { world } = project;
    const { windows, log, compare } = await lookAtLog(project, source);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: world.now() });
    if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', route.message, { hint: route.hint });
    for (const line of describeRoute(route))
        world.log.info(`${source.name}: ${line}`);
    return route;
}
/** A way that does without some bases; undefined: there is none. */
async function findAnother(project, source, at, without) {
    const { windows, compare } = await lookAtLog(project, source);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: project.world.now(), without });
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route) ? route : undefined;
}
/** What will be done, and the moment that it reaches. Pure. */
function describeRoute({ base, chain, log, reaches, bytes, until }) {
    const end = until === 'end' ? ', the end of its log' : '';
    return [
        `restoring to ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMoment */ .K9)(reaches)}${end}`,
        `from ${base.id}${buildsOn(chain)} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log.length, 'piece')} of log, ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(bytes)} to download`,
    ];
}
const buildsOn = ([full, ...between]) => {
    if (!full)
        return '';
    const more = between.length > 0 ? ` and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(between.length, 'increment')}` : '';
    return `, which builds on ${full.id}${more},`;
};


/***/ }),

/***/ 68630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ logLook),
/* harmony export */   Zm: () => (/* binding */ promiseText),
/* harmony export */   kC: () => (/* binding */ logEnd),
/* harmony export */   rF: () => (/* binding */ logTasks),
/* harmony export */   rs: () => (/* binding */ costText)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45071);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61068);
/* harmony import */ var _route_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(218);








/** All that reports say of a source's log; undefined: the policy has none collected. */
async function logLook(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const look = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'all', dumps);
    const proof = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .proofOfLog */ .yB)(look.log.entries, project.world.now());
    const times = proof && (await timesOf(project, look.log.entries, proof));
    return { ...look, ...(times ? { times: new Map([[proof, times]]) } : {}) };
}
/**
 * Until when it can be restored. Only the newest part is read, so that a long log costs each run no more than a short one; all of
 * it where that part has nothing that it could be played onto.
 */
async function logEnd(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const newest = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'newest', dumps);
    const isKnown = newest.windows.length > 0 || newest.log.entries.every((entry) => !(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, project.world.now()));
    return isKnown ? newest : await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, _read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .outline */ .rj, dumps);
}
/** How long the proof took; undefined where that cannot be read: what it found is known from its name. */
async function timesOf(project, entries, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = copies.includes(proof.store) ? proof.store : copies[0];
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(proof.id);
    if (name === undefined || folder === undefined)
        return undefined;
    try {
        const place = await project.place(name);
        return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readProofTimes */ .PB)(place, folder, proof, project.world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error))
            throw error;
        return undefined;
    }
}
/** Whether a piece of its log, or a base, is due, as `run` sees it; none of a source without a log, or one that is paused. */
async function logTasks(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source) || source.paused)
        return [];
    const moment = { now: project.world.now(), timezone: project.policy.timezone };
    const { state } = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .currentLog */ .uI)(project, source, await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .basesOfLog */ .k0)(project, source, dumps));
    return [(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planTick */ .jQ)(source, state, moment), (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planBase */ .zU)(source, state, moment)];
}
/** "any second of the last 7 d: a piece of its log every 15 m, onto its own backups" */
function promiseText({ pointInTime: { everyMs, windowMs, base, increments } }) {
    const between = increments
        ? ` and what has changed of "${increments.schedule}", up to ${increments.maxChain} in a chain`
        : '';
    const onto = base === undefined ? 'its own backups' : `base backups of "${base}"${between}`;
    return `any second of the last ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(windowMs)}: a piece of its log every ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(everyMs)}, onto ${onto}`;
}
/** What it costs the stores and the server. */
function costText({ pointInTime: { everyMs, windowMs, base, slot, maxSlotLagBytes } }) {
    const perDay = Math.ceil(86_400_000 / everyMs);
    const kept = Math.ceil(windowMs / everyMs);
    const held = base === undefined || slot === 'none'
        ? 'the server keeps its log by its own settings'
        : `its replication slot keeps on the server what is not collected, and runs fail beyond ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(maxSlotLagBytes)}`;
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(perDay, 'piece')} a day, about ${kept} kept; ${held}`;
}


/***/ }),

/***/ 48264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** What has changed on the servers since they were last listed, in words: said once, by the run that finds it. */
function sayDatabases({ expansions, world }) {
    const said = expansions.flatMap(({ group, fresh, vanished, members }) => [
        ...(fresh.length > 0 && fresh.length === members.length
            ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'database')}, each a source of its own: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
            : fresh.length > 0
                ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'new database')}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
                : []),
        ...(vanished.length > 0
            ? [
                `${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(vanished.length, 'database')} ${vanished.length === 1 ? 'is' : 'are'} not on the server any more: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(vanished)}; the backups stay until \`backproof retire SOURCE\` lets them go`,
            ]
            : []),
    ]);
    return said.map(world.redact);
}
/** Of which sources it is not known which databases they have, why, and what to do; no names: of all. */
function doubtsOf({ expansions, world }, names = []) {
    return expansions.flatMap(({ group, doubt }) => {
        if (doubt === undefined || (names.length > 0 && !names.includes(group.name)))
            return [];
        const message = `which databases there are is not known: ${world.redact(doubt)}`;
        return [{ group, message, hint: `Run \`backproof run --source ${group.name}\`, which makes the list anew.` }];
    });
}
/** The same as sentences. */
const saidDoubts = (project, names) => doubtsOf(project, names).map(({ group, message, hint }) => `${group.name}: ${message}. ${hint}`);
/** The same for programs. */
function databasesReport({ expansions }) {
    if (expansions.length === 0)
        return {};
    const databases = expansions.map(({ group, members, gone, fresh, vanished }) => ({
        source: group.name,
        count: members.length,
        ...{ new: fresh, vanished, gone: gone.map(({ name }) => name) },
    }));
    return { databases };
}
/** Servers that did not say which databases they have: nothing is concluded from that, and it is told. */
function unlisted({ expansions }) {
    return expansions.flatMap(({ group, failure }) => failure === undefined ? [] : [{ source: group.name, error: failure }]);
}
/** Throws why there is no telling whether the source's database is there. */
function requireListed({ expansions }, { name, member, databases }) {
    const group = expansions.find((one) => one.group.name === (member?.group ?? name));
    if (group?.failure !== undefined)
        throw group.failure;
    if (databases === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `which databases ${name} has is not known: its server was not asked`, {
        hint: `Run \`backproof backup --source ${name}\` where the server can be reached.`,
    });
}


/***/ }),

/***/ 96359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ refuseOwnStores)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7647);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
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
