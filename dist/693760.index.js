export const id = 693760;
export const ids = [693760];
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
        throw new problem/* Problem */.AF('source-failed', `${source.name} has no log that can be collected`, {
            hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
        });
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

/***/ 8177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zo: () => (/* binding */ fitOf),
/* harmony export */   x1: () => (/* binding */ examineFit)
/* harmony export */ });
/* unused harmony export misfits */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75463);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14389);
/* harmony import */ var _project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24895);
/* harmony import */ var _workflow_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77497);






const folder = '.github/workflows';
/** The jobs of the workflows beside a policy, and of those that are named; undefined: it has none that use this program. */
async function workflowsBeside(world, policy, named = []) {
    const root = (await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .rootOf */ .I5)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__/* .pathFrom */ .Iw)(world.cwd, policy)))) ?? world.cwd;
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder)).catch((error) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
            return [];
        throw error;
    });
    const beside = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder, name));
    const paths = new Set([...beside.sort(), ...named.map((path) => (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__/* .pathFrom */ .Iw)(world.cwd, path))]);
    const jobs = [];
    for (const path of paths)
        jobs.push(...(0,_workflow_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobsOf */ .aG)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8')));
    return jobs.length > 0 ? jobs : undefined;
}
/** Where policy and workflows do not fit each other. Pure. */
function misfits({ sources, timezone, notify }, jobs, now) {
    return [
        ...Object.values(sources).flatMap((source) => [
            ...backupMisfits(source, timezone, jobs, now),
            ...['read', 'restore'].flatMap((level) => proofMisfits(source, level, timezone, jobs, now)),
        ]),
        ...jobs.flatMap(deleters),
        ...(notify ? tellers(notify, jobs) : []),
    ];
}
const concerns = ({ sources }, { name }) => sources.length === 0 || sources.includes(name);
const cronsOf = (jobs) => jobs.flatMap(({ crons }) => crons).filter((line) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .cronFault */ .Rz)(line, 'UTC') === undefined);
const filesOf = (jobs) => [...new Set(jobs.map(({ file }) => file))].join(', ');
function backupMisfits(source, timezone, jobs, now) {
    const { name, schedule, paused } = source;
    if (schedule === undefined || paused)
        return [];
    const backing = jobs.filter(({ calls }) => calls.some((call) => ['run', 'backup'].includes(call.command) && concerns(call, source)));
    const crons = cronsOf(backing);
    if (crons.length === 0)
        return [
            {
                source: name,
                kind: 'broken',
                says: `no workflow backs up ${name} on a schedule, though the policy says "${schedule}"`,
                hint: 'Call `run` from a workflow with on: schedule, as workflows-examples/scheduled.yml does.',
            },
        ];
    return slower(source, schedule, timezone, backing, 'backup', now);
}
function proofMisfits(source, level, timezone, jobs, now) {
    const schedule = source.verify[level];
    if (schedule === undefined)
        return [];
    const proving = jobs.filter(({ calls, hasKey, crons }) => hasKey && crons.length > 0 && calls.some((call) => call.proves.includes(level) && concerns(call, source)));
    if (proving.length === 0)
        return [
            {
                source: source.name,
                kind: 'broken',
                says: `no workflow has the key that the ${level} proof of ${source.name} needs, though the policy says "${schedule}"`,
                hint: 'Call `verify --due` from a workflow with on: schedule and BACKPROOF_SECRET_KEY, as workflows-examples/prove.yml does.',
            },
        ];
    return slower(source, schedule, timezone, proving, `${level} proof`, now);
}
function slower({ name }, schedule, timezone, jobs, what, now) {
    const { ticks, missed } = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .answered */ .oQ)(schedule, timezone, cronsOf(jobs), now);
    if (missed === 0)
        return [];
    return [
        {
            source: name,
            kind: 'broken',
            says: `${filesOf(jobs)} runs less often than the policy asks: ${missed} of the next ${ticks} times at which a ${what} of ${name} is due ("${schedule}") pass without a run`,
            hint: 'Run the workflow more often than the schedule in the policy: `run` and `verify --due` do only what is due.',
        },
    ];
}
/** Who gets hold of such a job can delete what it has backed up. */
function deleters({ file, name, calls }) {
    const backs = calls.some(({ command }) => command === 'run' || command === 'backup');
    if (!backs || !calls.some(({ apply }) => apply))
        return [];
    return [
        {
            kind: 'risky',
            says: `${file}: the job ${name} backs up and may delete (apply): whoever takes it over can delete the backups`,
            hint: 'Remove apply, and call `prune --apply` from a separate job with the role that deletes, as workflows-examples/prune.yml does.',
        },
    ];
}
const telling = ['run', 'backup', 'verify', 'prune', 'alert'];
/** Whether alerts can reach anybody, also when the workflow that makes backups is dead. */
function tellers({ channels, ping }, jobs) {
    const tell = jobs.filter(({ calls }) => calls.some(({ command }) => telling.includes(command)));
    const mute = channels.some(({ kind }) => kind === 'github-issue')
        ? tell.filter(({ opensIssues }) => !opensIssues)
        : [];
    const watched = jobs.some(({ calls, crons }) => crons.length > 0 && calls.some(({ command }) => command === 'alert'));
    return [
        ...mute.map(({ file, name }) => {
            const says = `${file}: the job ${name} may not open issues, though the policy has notify: github-issue`;
            return { kind: 'broken', says, hint: 'Give the job permissions: { issues: write }, beside those that it has.' };
        }),
        ...(channels.length > 0 && !ping && !watched
            ? [
                {
                    kind: 'risky',
                    says: 'no workflow calls `alert` on a schedule: nobody hears of it when the workflow that backs up is dead',
                    hint: 'Copy workflows-examples/watch.yml.',
                },
            ]
            : []),
    ];
}
const what = 'policy and workflows';
/** As the doctor says them. `strict`: what the policy promises and no workflow does is a mistake, not a note. */
function examineFit(found, strict) {
    return found.map(({ kind, says, hint }) => ({
        what,
        outcome: strict && kind === 'broken' ? 'bad' : 'note',
        says,
        hint,
    }));
}
/** Where the policy and the workflows beside it do not fit each other; nothing where no workflow uses this program. */
async function fitOf(world, policy, named = []) {
    const jobs = await workflowsBeside(world, policy.path, named);
    return jobs ? misfits(policy, jobs, world.now()) : [];
}


/***/ }),

/***/ 77497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ stepsOf),
/* harmony export */   Jt: () => (/* binding */ get),
/* harmony export */   aG: () => (/* binding */ jobsOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   p9: () => (/* binding */ callsOf),
/* harmony export */   q7: () => (/* binding */ keysIn)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);

const get = (map, key) => ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(map) ? map.get(key, true) : undefined);
function textOf(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && node.value !== null ? String(node.value) : undefined;
}
const secretKeys = ['BACKPROOF_SECRET_KEY', 'BACKPROOF_SECRET_KEY_FILE'];
/** Where a job is given a key that opens backups: in its environment, a step's, the workflow's, or an input of the action. */
function keysIn(root, job, steps) {
    const places = [root, job, ...steps].map((one) => get(one, 'env')).filter(yaml__WEBPACK_IMPORTED_MODULE_0__/* .isCollection */ .P3);
    const variables = places.flatMap((env) => secretKeys.map((key) => get(env, key)));
    const inputs = steps.map((step) => get(get(step, 'with'), 'secret-key'));
    return [...variables, ...inputs].filter((one) => one !== undefined);
}
function stepsOf(job) {
    const steps = get(job, 'steps');
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(steps) ? steps.items.filter((step) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(step)) : [];
}
/** The commands of this program that a step runs. */
function callsOf(step) {
    const uses = textOf(get(step, 'uses')) ?? '';
    if (/^[^/@]+\/backproof(\/[^@]*)?@/.test(uses) || uses === './') {
        const given = get(step, 'with');
        const input = (name) => textOf(get(given, name));
        const { command = 'run' } = { command: input('command') };
        return [callOf(command, input)];
    }
    const script = textOf(get(step, 'run')) ?? '';
    return [...script.matchAll(/\bbackproof\s+([a-z]+)\b([^\n]*)/g)].map(([, command = '', rest = '']) => callOf(command, (name) => {
        const said = new RegExp(`--${name}(?:[= ]([^\\s-]\\S*))?`, 'g');
        const values = [...rest.matchAll(said)].map(([, value = 'true']) => value);
        return values.length > 0 ? values.join(' ') : undefined;
    }));
}
function callOf(command, input) {
    const on = (name) => ![undefined, '', 'false'].includes(input(name));
    const level = input('level') ?? 'read';
    const expression = level.includes('${{');
    const proves = command === 'run' || (command === 'verify' && (on('due') || expression))
        ? ['read', 'restore']
        : command === 'verify' && level === 'restore'
            ? ['read', 'restore']
            : command === 'verify' && level === 'read'
                ? ['read']
                : [];
    const sources = input('source')
        ?.split(/[\s,]+/)
        .filter((name) => name !== '' && !name.includes('${{')) ?? [];
    const otherwise = command === 'gate' && on('otherwise');
    return { command: otherwise ? 'backup' : command, apply: on('apply'), proves, sources };
}
/** The jobs of a workflow that use this program; none where it cannot be parsed. */
function jobsOf(file, text) {
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text);
    const root = document.errors.length > 0 ? undefined : document.contents;
    const schedule = get(get(root, 'on'), 'schedule');
    const crons = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(schedule) ? schedule.items.flatMap((item) => textOf(get(item, 'cron')) ?? []) : [];
    const jobs = get(root, 'jobs');
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(jobs))
        return [];
    return jobs.items.flatMap(({ key, value }) => {
        const steps = stepsOf(value);
        const calls = steps.flatMap(callsOf);
        if (calls.length === 0)
            return [];
        const hasKey = keysIn(root, value, steps).length > 0;
        const permissions = get(value, 'permissions') ?? get(root, 'permissions');
        const opensIssues = textOf(permissions) === 'write-all' || textOf(get(permissions, 'issues')) === 'write';
        return [{ file, name: (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value) : '?', crons, calls, hasKey, opensIssues }];
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


/***/ }),

/***/ 20068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85149);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48264);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85893);
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






/**
 * A cheap look, for every run: the names on top of each store, and only of those that are not in the policy what is below.
 * Whoever asks about some sources does not ask about these. A store that is known to fail is not waited for again.
 */
async function lookUnclaimed(project, { source, shard }, failing = []) {
    const doubts = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_4__/* .saidDoubts */ .bs)(project, source);
    if ((source?.length ?? 0) > 0 || shard !== undefined)
        return { unclaimed: [], warnings: doubts };
    const { world, policy } = project;
    const ids = new Map();
    const warnings = [];
    const known = new Set(failing);
    const lookIn = async (name) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, world.log.progress({ what: `looking for backups that no source claims in ${name}` }), false);
            const { store } = await project.place(name);
            const strange = (await (0,_folders_js__WEBPACK_IMPORTED_MODULE_5__/* .foldersOf */ .p)(store, world.signal)).flatMap((folder) => {
                const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                if (source === undefined)
                    return [];
                // The log of a source is claimed with it.
                return Object.hasOwn(policy.sources, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(source)?.source ?? source) ? [] : [source];
            });
            const here = new Map();
            await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)(strange, async (folder) => {
                here.set(folder, await standingIn(store, folder, world.signal));
            });
            return strange.map((folder) => ({ folder, ids: here.get(folder) ?? [] }));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    };
    const names = Object.keys(policy.stores).filter((store) => !known.has(store));
    const looks = names.map((name) => ({ name, looking: lookIn(name) }));
    await Promise.allSettled(looks.map(({ looking }) => looking));
    for (const { name, looking } of looks) {
        try {
            for (const { folder, ids: here } of await looking) {
                if (here.length === 0)
                    continue;
                const found = ids.get(folder) ?? { all: new Set(), stores: [] };
                for (const id of here)
                    found.all.add(id);
                found.stores.push(name);
                ids.set(folder, found);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            warnings.push(`whether ${name} has backups that no source claims is not known: ${error.message}`);
        }
    }
    const unclaimed = bySource(ids).sort((a, b) => (a.source < b.source ? -1 : 1));
    const groupOf = ({ source }) => {
        const group = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(source)?.group;
        return project.expansions.some((one) => one.group.name === group) ? group : undefined;
    };
    const [ofGroups, others] = [unclaimed.filter(groupOf), unclaimed.filter((one) => !groupOf(one))];
    const leftOut = new Set(project.expansions.flatMap((one) => [...one.leftOut]));
    const gone = [...Map.groupBy(ofGroups, groupOf)].flatMap(([group = '', those]) => {
        const [out, lost] = [
            those.filter((one) => leftOut.has(one.source)),
            those.filter((one) => !leftOut.has(one.source)),
        ];
        return [...(lost.length > 0 ? [saidGone(group, lost)] : []), ...(out.length > 0 ? [saidLeftOut(group, out)] : [])];
    });
    return { unclaimed, warnings: [...others.map(said), ...doubts, ...gone, ...warnings].map(world.redact) };
}
/** Folders of the log of a source are its own. */
function bySource(ids) {
    const found = [...ids].map(([folder, { all, stores }]) => {
        const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(folder)?.source;
        return { source: source ?? folder, count: all.size, isLog: source !== undefined, stores };
    });
    return [...Map.groupBy(found, ({ source }) => source)].map(([source, own]) => {
        const sum = (isLog) => own.filter((one) => one.isLog === isLog).reduce((total, { count }) => total + count, 0);
        const stores = [...new Set(own.flatMap((one) => one.stores))];
        return { source, stores, backups: sum(false), ...(sum(true) > 0 ? { log: sum(true) } : {}) };
    });
}
function said({ source, stores, backups, log }) {
    const [are, them] = backups + (log ?? 0) === 1 ? ['is', 'it'] : ['are', 'them'];
    const pieces = log === undefined ? [] : [`${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log, 'piece')} of the log`];
    const subject = [...(backups > 0 ? [(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(backups, 'backup')] : []), ...pieces].join(' and ');
    return `${subject} of ${source} ${are} in ${stores.join(' and ')}, and no source of the policy claims ${them}: \`backproof list --all\` shows ${them}; \`backproof retire ${source}\` lets ${them} go`;
}
/** Of databases that patterns leave out: narrowed on purpose, or mistyped. That none is lost is all that is known. */
function saidLeftOut(group, those) {
    const stores = [...new Set(those.flatMap(({ stores }) => stores))];
    const are = those.length === 1 ? 'is' : 'are';
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(those.length, 'database')} of ${group} with backups in ${stores.join(' and ')} ${are} left out by databases in the policy: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .namesSome */ .Tc)(those.map(({ source }) => source))}; no more backups are made of ${those.length === 1 ? 'it' : 'them'}, and those that exist stay. If that is not meant, check the patterns`;
}
/** Of databases that a server has no more: there may be hundreds. */
function saidGone(group, gone) {
    const stores = [...new Set(gone.flatMap(({ stores }) => stores))];
    const names = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .namesSome */ .Tc)(gone.map(({ source }) => source));
    const [first] = gone;
    const subject = gone.length === 1
        ? `${names} is not among the databases of ${group} any more, and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(first?.backups ?? 0, 'backup')} of it ${first?.backups === 1 ? 'is' : 'are'}`
        : `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(gone.length, 'database')} of ${group} are not there any more, and backups of them are`;
    const list = gone.length === 1 ? '' : ` (${names})`;
    return `${subject} in ${stores.join(' and ')}${list}: they stay; \`backproof restore --source ${first?.source}\` restores one, \`backproof retire ${first?.source}\` lets them go`;
}
/** Ids of the backups below this name that are not marked as deleted: what retire lets go is known. */
async function standingIn(store, name, signal) {
    const read = async (folder, kind) => {
        const found = new Set();
        for await (const { key } of store.list(_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.folder(name, folder), signal)) {
            (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
            const object = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(name, key);
            if (object?.kind === kind)
                found.add(object.id);
        }
        return found;
    };
    const all = await read('manifests', 'manifest');
    if (all.size === 0)
        return [];
    const marked = await read('trash', 'trash');
    return [...all].filter((id) => !marked.has(id));
}
/** For the JSON of a command; absent where there is none. */
const unclaimedJson = ({ unclaimed }) => (unclaimed.length > 0 ? { unclaimed } : {});


/***/ }),

/***/ 99373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withPlaceholders),
/* harmony export */   y: () => (/* binding */ openWithin)
/* harmony export */ });
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85149);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40433);



/**
 * A policy that is not merged. No value of the environment gets into it: a variable is only ever sent to what the merged
 * policy names. Of its stores those are read that the merged policy has, and has at the same address with the same keys.
 */
function openWithin(world, file, files, merged) {
    const blind = withPlaceholders(world, [file, merged?.file, ...files]);
    const quiet = { ...blind, log: { ...blind.log, fault: () => { } } };
    // Both use the same stand-ins: equal values are equal as written.
    const known = merged && (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)(quiet, merged.file, []).policy.stores;
    const openStore = async (name) => {
        const theirs = project.policy.stores[name];
        if (!merged || !known || !theirs || addressOf(known[name]) !== addressOf(theirs)) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('untrusted', `${name} is new or moved: it is not contacted before this is merged`, {
                hint: 'Its contents count once the change is merged.',
            });
        }
        return (await merged.project.place(name)).store;
    };
    const project = (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)({ ...blind, openStore }, file, []);
    return project;
}
/**
 * Everything that decides where a store is and what is sent to it, but not how long copies stay there or how they are
 * written.
 */
function addressOf(config) {
    if (config?.kind === 'directory')
        return JSON.stringify([config.kind, config.path]);
    if (!config)
        return undefined;
    const { kind, bucket, region, prefix, endpoint, insecure, pathStyle } = config;
    const { accessKeyId, secretAccessKey, sessionToken } = config;
    return JSON.stringify([
        [kind, bucket, region, prefix, endpoint, insecure, pathStyle],
        [accessKeyId, secretAccessKey, sessionToken],
    ]);
}
/** A world without any value of the environment: each variable that these files name has a stand-in of its own. */
function withPlaceholders(world, files) {
    const names = [...new Set(files.flatMap((file) => (file ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .secretNames */ .XG)(file.text) : [])))].sort();
    // Each its own: two buckets must not look like one.
    return { ...world, env: Object.fromEntries(names.map((name, i) => [name, `not-known-here-${i + 1}`])) };
}


/***/ })

};
