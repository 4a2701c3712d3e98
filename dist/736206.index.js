export const id = 736206;
export const ids = [736206];
export const modules = {

/***/ 69264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u0: () => (/* binding */ carryOut),
  FV: () => (/* binding */ chosen),
  Es: () => (/* binding */ drill),
  Bk: () => (/* binding */ refuseSignature)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/drill/keep.js
var keep = __webpack_require__(14227);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/verify/turn.js
var turn = __webpack_require__(14103);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
;// CONCATENATED MODULE: ./command/drill/answer.js

/** "answered GET / with 500, not 200"; undefined: as wanted. The answer may hold anybody's data, and is never repeated. Pure. */
function unmet({ path, status, contains }, heard) {
    if ('silent' in heard)
        return `gave no answer to GET ${path} (${(0,words/* oneLine */.TN)(heard.silent, 200)})`;
    if (heard.status !== status)
        return `answered GET ${path} with ${heard.status}, not ${status}`;
    if (contains === undefined || heard.text.includes(contains))
        return undefined;
    return `answered GET ${path} without ${JSON.stringify((0,words/* oneLine */.TN)(contains, 200))} in it`;
}
/**
 * The environment of an application: how the restored data is reached comes last, so that none of its own leads it elsewhere.
 * `$(NAME)` in its own stands for what that has under the name. Pure.
 */
function applicationEnvironment(own, reached, moved) {
    const there = Object.entries(reached).map(([name, value]) => [name, moved ? value.replaceAll(moved.from, moved.to) : value]);
    const known = new Map(there);
    const filled = Object.entries(own).map(([name, value]) => [name, value.replace(/\$\(([A-Za-z_]\w*)\)/g, (text, of) => known.get(of) ?? text)]);
    return { ...Object.fromEntries(filled), ...Object.fromEntries(there), ...(moved ? { RESTORED_PATH: moved.to } : {}) };
}

;// CONCATENATED MODULE: ./command/drill/application.js
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





const everyMs = 250;
/** One request: the next may be answered. */
const requestMs = 10_000;
const mostBytes = 1024 * 1024;
/**
 * Starts the application of a source on its restored data, and asks it until every answer is right. Removed whatever happens.
 * @throws Problem restore-failed where it ended, or did not answer in time; sandbox-failed where it could not be started
 */
async function tryApplication({ world, bench }, { name, application }, { env, secrets, data }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (data === undefined)
            throw new problem_0/* Problem */.AF('restore-failed', `no application can be started on what was restored of ${name}`, {
                hint: 'The backup is of another engine than the policy has now: make a new one.',
            });
        for (const secret of secrets)
            world.mask(secret);
        const { image, command, port, mount, answers, withinMs } = application;
        const own = Object.entries(application.env).map(([name, value]) => [name, value.reveal()]);
        const moved = 'folder' in data ? { from: data.folder, to: mount } : undefined;
        const spec = {
            ...{ image, port, data, mount, secrets, args: command },
            env: applicationEnvironment(Object.fromEntries(own), env, moved),
        };
        const { label, baseEnv } = bench;
        const started = __addDisposableResource(env_1, await (0,runtime/* startApplication */.xL)(spec, { label, baseEnv, signal }), true);
        const asked = await ask(started, answers, withinMs, signal);
        if (asked === undefined)
            return;
        await showLog(world, name, started);
        const { ended, why } = asked;
        throw new problem_0/* Problem */.AF('restore-failed', `the application on the restored ${name} ${why}`, {
            hint: ended
                ? 'Its last lines are in the log of this run. It reaches the restored data and nothing else: set drill.application.env.'
                : 'Its last lines are in the log of this run. Mend the application or its answers, or set drill.application.within.',
        });
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
async function ask(application, answers, withinMs, signal) {
    const late = AbortSignal.timeout(withinMs);
    for (const wanted of answers) {
        let why = `gave no answer to GET ${wanted.path}`;
        for (;;) {
            const heard = await get(application, wanted.path, AbortSignal.any([signal, late]));
            (0,problem_0/* stopIfAborted */.NI)(signal);
            const wrong = unmet(wanted, heard);
            if (wrong === undefined)
                break;
            // What was cut off says less than what came before.
            if (!late.aborted)
                why = wrong;
            const end = await application.ended();
            if (end !== undefined)
                return { ended: true, why: `ended by itself (${end})` };
            if (late.aborted)
                return { ended: false, why: `${why}, until ${(0,words/* formatDuration */.a3)(withinMs)} had passed` };
            await (0,promises_.setTimeout)(everyMs, undefined, { signal }).catch(() => (0,problem_0/* stopIfAborted */.NI)(signal));
        }
    }
    return undefined;
}
async function get({ address }, path, signal) {
    try {
        const response = await fetch(`http://${address.host}:${address.port}${path}`, {
            headers: { 'user-agent': 'backproof-drill', connection: 'close' },
            redirect: 'manual',
            signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
        });
        return { status: response.status, text: await beginning(response) };
    }
    catch (error) {
        const { cause, name } = error;
        return { silent: cause?.code ?? name };
    }
}
async function beginning({ body }) {
    const chunks = [];
    let bytes = 0;
    if (body)
        for await (const chunk of body) {
            chunks.push(chunk);
            bytes += chunk.byteLength;
            if (bytes >= mostBytes)
                break;
        }
    return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}
/** In the log of the run alone: the record of a drill lies in the stores in the clear, and whose data it shows nobody knows. */
async function showLog(world, name, application) {
    let text;
    try {
        text = await application.log();
    }
    catch (error) {
        text = `its log cannot be read: ${(0,problem_0/* messageOf */.bD)(error)}`;
    }
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    world.log.info(`the application on the restored ${name}, its last lines:${lines.length === 0 ? ' none' : ''}`);
    for (const line of lines)
        world.log.info(world.redact(`  ${line}`));
}

;// CONCATENATED MODULE: ./command/drill/witness.js


/** Looks on while a backup is restored: what a drill wants to know beside the proof. */
class Witness {
    #project;
    failures = [];
    /** By the machine's monotonic clock: when the data was there. */
    readyAt;
    assertions;
    application;
    ask;
    constructor(project, source) {
        this.#project = project;
        const { application } = source;
        if (application)
            this.ask = (restored, signal) => this.#try({ ...source, application }, restored, signal);
    }
    restored() {
        this.readyAt = this.#project.world.monotonicMs();
    }
    assertionsWere(asked, failed) {
        if (asked > 0)
            this.assertions = { asked, outcome: failed === 0 ? 'passed' : 'failed' };
    }
    /** What the application does says nothing of the backup. */
    async #try(source, restored, signal) {
        const asked = source.application.answers.length;
        this.application = { asked, outcome: 'failed' };
        try {
            await tryApplication(this.#project, source, restored, signal);
            this.application = { asked, outcome: 'passed' };
        }
        catch (error) {
            if (signal.aborted || !(0,problem_0/* isFailure */.N6)(error))
                throw error;
            this.failures.push(error);
        }
    }
}

;// CONCATENATED MODULE: ./command/drill/practise.js








/**
 * Restores the newest backup of each source into a throw-away place, compares it, and asks what the policy asks. One that
 * waits for another (recovery.after) begins once that one is there, and not at all where it is not. `sources`: those first
 * that others wait for.
 */
async function practise(session, sources, practice) {
    const began = session.project.world.monotonicMs();
    const ended = new Map(sources.map((source) => [source, Promise.withResolvers()]));
    const outcomes = new Map();
    await (0,each_source/* eachSource */.F)(session, sources, async (session, source) => {
        const there = ended.get(source);
        try {
            for (const other of (0,judge/* waitsFor */.is)(source, sources)) {
                if (await ended.get(other)?.promise)
                    continue;
                const problem = `it waits for ${other.name}, which was not restored`;
                outcomes.set(source, { source: source.name, outcome: 'not-begun', problem });
                const hint = `See what is wrong with ${other.name} first.`;
                session.problems.push({
                    source: source.name,
                    error: new problem_0/* Problem */.AF('restore-failed', `${source.name} was not restored: ${problem}`, { hint }),
                });
                return;
            }
            const { told, restored } = await one(session, source, practice, began);
            outcomes.set(source, told);
            there?.resolve(restored);
        }
        finally {
            there?.resolve(false);
        }
    });
    return sources.flatMap((source) => outcomes.get(source) ?? []);
}
async function one(session, source, practice, began) {
    const { project } = session;
    const { world } = project;
    const from = world.monotonicMs();
    const known = session.problems.length;
    const witness = new Witness(project, source);
    let entry;
    let proofs = [];
    const { trigger, because } = practice;
    const whole = await (0,project_session/* attempt */.CD)(session, source, { work: 'restore', trigger, because }, async () => {
        const catalog = await project.catalog(source);
        entry = (0,plan/* usable */.Je)(catalog, world.now())[0];
        if (!entry)
            throw noBackup(source, catalog);
        const found = await (0,turn/* proveSeated */.dG)(project, source, catalog, entry, { level: 'restore', copies: 'first', witness });
        proofs = found.proofs ?? [];
        if (proofs.some(({ outcome }) => outcome === 'passed'))
            session.ids.push(entry.id);
        return withFailures({ ...found, ...(0,project_session/* past */.B6)(catalog, world.now()) }, [...(0,project_entry/* gapsOf */.dc)(catalog), ...witness.failures]);
    });
    const proof = proofs.find(({ outcome }) => outcome === 'passed') ?? proofs.at(-1);
    const restored = proof?.outcome === 'passed';
    const passed = restored && witness.failures.length === 0;
    const first = session.problems.slice(known).find((one) => one.source === source.name);
    const { application, assertions } = witness;
    const told = {
        source: source.name,
        outcome: passed ? 'passed' : 'failed',
        ...(entry ? { backup: entry.id, rpo: rpoOf(source, entry, practice.startedAt) } : {}),
        durationMs: Math.round(world.monotonicMs() - from),
        ...(proof ? ofProof(source, proof) : {}),
        ...(witness.readyAt === undefined ? {} : { readyMs: Math.round(witness.readyAt - began) }),
        ...(assertions ? { assertions } : {}),
        ...(application ? { application } : {}),
        ...(passed && whole ? {} : first ? { problem: (0,problem_0/* messageOf */.bD)(first.error).slice(0, 4000) } : {}),
    };
    return { told, restored };
}
function withFailures(found, more) {
    return { ...found, failures: [...more, ...(found.failures ?? [])] };
}
function noBackup(source, { unread }) {
    const [gap] = unread;
    const why = gap ? `; ${gap.store} could not be read: ${gap.message}` : '';
    return new problem_0/* Problem */.AF('unknown-id', `${source.name} has no backup to restore${why}`, {
        hint: gap?.hint ?? `Run \`backproof backup --source ${source.name}\` first.`,
    });
}
function rpoOf({ objectives: { rpoMs } }, { startedAt }, at) {
    const ageMs = Math.max(0, at.getTime() - startedAt.getTime());
    return { ...(rpoMs === undefined ? {} : { targetMs: rpoMs, met: ageMs <= rpoMs }), ageMs };
}
function ofProof({ objectives: { rtoMs } }, { store, outcome, durations, compared }) {
    const measuredMs = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    const target = rtoMs === undefined ? {} : { targetMs: rtoMs, met: measuredMs <= rtoMs };
    return {
        store,
        stepsMs: { ...durations },
        ...(compared === '' ? {} : { compared: compared.slice(0, 4000) }),
        // What was not restored right was not there in time either.
        ...(durations['restore'] === undefined || outcome === 'failed' ? {} : { rto: { ...target, measuredMs } }),
    };
}

// EXTERNAL MODULE: ./github/github.js + 7 modules
var github = __webpack_require__(15958);
;// CONCATENATED MODULE: ./command/drill/sign-off.js







const longest = 1000;
/** A named person says that the plan of recovery was gone through, and whether it worked. What they say is told, and is no failure of this. */
async function signOff(world, options) {
    const project = await (0,project_project/* openProject */.U)(world, options);
    const { because } = options;
    if (because !== undefined && (because.trim() === '' || because.length > longest))
        throw new problem_0/* Problem */.AF('usage', `--because is empty, or longer than ${longest} characters`, {
            hint: 'Say what was gone through, and what came of it.',
        });
    const failed = options.failed === true;
    if (failed && because === undefined)
        throw new problem_0/* Problem */.AF('usage', '--failed needs --because', { hint: 'Say with --because TEXT what did not work.' });
    const outcome = failed ? 'failed' : 'passed';
    const who = await signerOf(world, options);
    const name = (0,keep/* newDrill */.A2)(world.now());
    const signedOff = { ...who, ...(because === undefined ? {} : { because }) };
    const { record, failures } = await (0,keep/* keepDrill */.t)(project, name, {
        kind: 'manual',
        outcome,
        signedOff,
        sources: [],
    });
    const session = (0,project_session/* newSession */.RL)(project, 'verify', []);
    for (const error of failures)
        session.problems.push({ source: 'drill', error });
    session.drills.push((0,judge/* drillHealth */.yI)({ id: record.id, kind: 'manual', outcome, at: name.at }, record));
    // That it is no longer overdue.
    return (0,tell/* finishAndTell */._2)(session);
}
/** A name given by hand is a claim; else who approved the run in its environment, or who started it by hand. */
async function signerOf(world, options) {
    const { origin } = world;
    const given = options['signed-off-by'];
    if (given !== undefined) {
        if (given.trim() === '' || given.length > 200)
            throw new problem_0/* Problem */.AF('usage', '--signed-off-by is empty, or longer than 200 characters', { hint: 'Give a name.' });
        if (options.because === undefined)
            throw new problem_0/* Problem */.AF('usage', '--signed-off-by needs --because', {
                hint: 'Say with --because TEXT what was gone through, and what came of it.',
            });
        return { name: given.trim(), claimed: true };
    }
    const approver = await approverOf(world);
    if (approver !== undefined)
        return { name: approver, claimed: false };
    const { actor, event, run } = origin;
    if (actor !== undefined && run !== undefined && event === 'workflow_dispatch')
        return { name: actor, claimed: false };
    throw new problem_0/* Problem */.AF('usage', run === undefined ? 'nobody is named who signs off' : `nobody has signed off: a ${event ?? 'run'} is not a person`, {
        hint: run === undefined
            ? 'Give --signed-off-by NAME and --because TEXT.'
            : 'Give the job an environment with required reviewers, permissions: { actions: read } and github-token; or --signed-off-by NAME --because TEXT.',
    });
}
/** Who approved this run; undefined: nobody did, or it cannot be asked. */
async function approverOf(world) {
    const { repository = '', run } = world.origin;
    const token = world.env['BACKPROOF_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || '';
    const [owner = '', repo = ''] = repository.split('/');
    if (run === undefined || !/^\d{1,20}$/.test(run) || repo === '' || token === '')
        return undefined;
    try {
        const url = world.env['GITHUB_API_URL'] ?? 'https://api.github.com';
        const api = await (0,github/* openApi */.Nd)(token, url, { signal: world.signal });
        return await (0,github/* runApprover */.Zj)(api, { owner, repo, run: Number(run) });
    }
    catch (error) {
        if (!(0,problem_0/* isFailure */.N6)(error))
            throw error;
        world.log.warning(`who approved this run could not be asked: ${error.message}. ${error.hint ?? ''}`.trim());
        return undefined;
    }
}

;// CONCATENATED MODULE: ./command/drill/drill.js











/** `verify --drill KIND`. */
async function drill(world, options) {
    const kind = kindOf(options.drill ?? '');
    const alone = ['id', 'store', 'level', 'image', 'due', 'shard', ...(kind === 'manual' ? ['source'] : [])].find((name) => options[name] !== undefined && options[name] !== false);
    if (alone !== undefined)
        throw new problem_0/* Problem */.AF('usage', `verify takes --drill ${kind} or --${alone}, not both`, {
            hint: `Leave --${alone} out: a drill restores newest backups, and says itself which.`,
        });
    if (kind === 'manual')
        return signOff(world, options);
    refuseSignature(options);
    const project = await (0,project_project/* openProject */.U)(world, options);
    const sources = await chosen(project, kind, options.source !== undefined);
    const session = (0,project_session/* newSession */.RL)(project, 'verify', sources);
    await carryOut(session, sources, kind, 'manual', ['asked for']);
    return (0,tell/* finishAndTell */._2)(session);
}
/** What a person says is of a manual drill alone: nothing else may be taken for one. */
function refuseSignature(options) {
    const said = ['failed', 'signed-off-by'].find((name) => options[name]);
    if (said === undefined)
        return;
    throw new problem_0/* Problem */.AF('usage', `--${said} is for --drill manual: everything else says itself what came of it`, {
        hint: `Leave --${said} out, or add --drill manual.`,
    });
}
function kindOf(text) {
    const kind = catalog/* drillKinds */.$b.find((one) => one === text);
    if (kind)
        return kind;
    throw new problem_0/* Problem */.AF('usage', `${JSON.stringify(text)} is not a kind of drill`, { hint: (0,words/* suggest */.ZA)(text, catalog/* drillKinds */.$b) });
}
/** Of a full drill all, of a partial one those whose turn it is, or that are named; those first that others wait for. */
async function chosen(project, kind, named) {
    const { policy, sources } = project;
    const able = (0,judge/* inOrder */.al)(sources.filter(({ databases }) => databases === undefined));
    if (kind === 'full' || named)
        return able;
    const sample = policy.drills?.sample ?? 1;
    const { drills } = await (0,keep/* seenDrills */.Co)(project);
    const past = await (0,keep/* readDrills */.f)(project, drills.filter((one) => one.kind !== 'manual').slice(0, mostRead));
    const drilled = past.flatMap(({ seen, record }) => 'unread' in record ? [] : [{ at: seen.at, sources: record.sources.map(({ source }) => source) }]);
    const catalogs = await (0,catalog/* mapAtOnce */.$3)(able, async (source) => ({ source, catalog: await project.catalog(source) }));
    // One without a backup is said elsewhere: its turn is no practice.
    const ready = catalogs.filter(({ catalog }) => catalog.entries.length > 0).map(({ source }) => source);
    const turn = new Set((0,plan/* drillTurn */.n7)((ready.length > 0 ? ready : able).map(({ name }) => name), drilled, sample));
    return able.filter(({ name }) => turn.has(name));
}
/** Drills that tell whose turn it is: of the newest. */
const mostRead = 200;
/** Practises, and leaves the record, whatever came of it: the session has all that is to be told. */
async function carryOut(session, sources, kind, trigger, because) {
    const { project } = session;
    const { world } = project;
    if (sources.length === 0)
        throw new problem_0/* Problem */.AF('usage', `no source of ${project.policy.path} can take part in a drill`, {
            hint: 'Make a backup first: `backproof backup`.',
        });
    const name = (0,keep/* newDrill */.A2)(world.now());
    const outcomes = [];
    try {
        outcomes.push(...(await practise(session, sources, { kind, startedAt: name.at, trigger, because })));
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error, 'cancelled'))
            world.log.warning(`the ${kind} drill was cancelled, and leaves no record`);
        throw error;
    }
    const outcome = outcomes.every((one) => one.outcome === 'passed') ? 'passed' : 'failed';
    const { record, failures } = await (0,keep/* keepDrill */.t)(project, name, { kind, outcome, sources: outcomes });
    for (const error of failures)
        session.problems.push({ source: 'drill', error });
    session.drills.push((0,judge/* drillHealth */.yI)({ id: record.id, kind, outcome, at: name.at }, record));
}


/***/ }),

/***/ 3922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ drillsDue)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45071);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _project_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58182);
/* harmony import */ var _drill_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69264);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74077);







/**
 * The partial and full drills that are due. They are of the whole project: a run of some sources makes none, and of one in shards
 * the first does. A job that only backs up has no secret key: its drills wait for the one that has.
 */
async function drillsDue(session, options) {
    const { world, policy } = session.project;
    const shard = options.shard === undefined ? undefined : (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .parseShard */ .uK)(options.shard);
    if (!policy.drills || options.source !== undefined || (shard && shard.index !== 1))
        return;
    const project = shard ? { ...session.project, sources: Object.values(policy.sources) } : session.project;
    try {
        const catalogs = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(project.sources, (source) => project.catalog(source));
        const tasks = (await (0,_look_js__WEBPACK_IMPORTED_MODULE_6__/* .drillTasks */ .W4)(project, catalogs)).filter(({ due }) => due);
        for (const { drill, overdueSince } of tasks) {
            const late = overdueSince ? `, and overdue since ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(overdueSince, policy.timezone)}` : '';
            if (drill === 'manual')
                world.log.info(`the manual drill is due${late}: a person signs it off (docs/drills.md)`);
            else if (!(0,_project_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .hasSecretKey */ .iH)(world))
                world.log.warning(`the ${drill} drill is due${late}, and is waiting for a job that has BACKPROOF_SECRET_KEY`);
        }
        const own = { ...session, project };
        // A full drill is one of every source: after it, no partial one is due in this run.
        const [first] = ['full', 'partial'].flatMap((kind) => tasks.filter(({ drill }) => drill === kind));
        if (!first || !(0,_project_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .hasSecretKey */ .iH)(world) || first.drill === 'manual')
            return;
        const sources = await (0,_drill_js__WEBPACK_IMPORTED_MODULE_5__/* .chosen */ .FV)(project, first.drill, false);
        await world.log.group(`${first.drill} drill`, () => (0,_drill_js__WEBPACK_IMPORTED_MODULE_5__/* .carryOut */ .u0)(own, sources, first.drill === 'full' ? 'full' : 'partial', 'schedule', first.because));
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error) || (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'cancelled'))
            throw error;
        session.problems.push({ source: 'drill', error });
        world.log.error(world.redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)));
    }
}


/***/ }),

/***/ 49767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ PieceCopies),
/* harmony export */   w: () => (/* binding */ PiecesRead)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _copy_failover_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21666);
/* harmony import */ var _copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15779);






/** What reading pieces has shown of them. */
class PiecesRead {
    /** Of which no copy is whole. */
    broken = new Set();
    /** Copies that are damaged, by piece, and of the base. */
    passedOver = new Map();
    #failures = new WeakSet();
    /** True for a failure of a piece: another copy of the base has the same. */
    has(error) {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error) && this.#failures.has(error);
    }
    /** A copy that has shown itself as damaged. */
    pass(entry, store) {
        const stores = this.passedOver.get(entry) ?? new Set();
        this.passedOver.set(entry, stores.add(store));
    }
    /** The same failure with the piece and the moment before it. */
    failed({ entry, covers }, source, error) {
        const isBroken = (0,_copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__/* .speaksAgainstCopy */ .Y)(error);
        if (isBroken)
            this.broken.add(entry);
        const still = `Moments until ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSecond */ .sK)(covers.from)} can still be restored: \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreAt */ .YZ)(source, covers.from)}\`.`;
        const failure = new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `the piece of log ${entry.id} cannot be read: ${error.message}`, {
            ...(isBroken ? { hint: still } : error.hint === undefined ? {} : { hint: error.hint }),
            cause: error,
        });
        this.#failures.add(failure);
        return failure;
    }
}
/** A piece whose copies are read, the nearest first. */
class PieceCopies {
    #project;
    #source;
    #slice;
    #near;
    #read;
    /** Copies that may still be tried. */
    #copies;
    constructor(project, source, slice, near, read) {
        this.#project = project;
        this.#source = source;
        this.#slice = slice;
        this.#near = near.name;
        this.#read = read;
        this.#copies = slice.entry.copies;
    }
    /** From the first copy that can be used. */
    async first(body) {
        const entry = { ...this.#slice.entry, copies: this.#copies };
        try {
            return await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .fromCopies */ .o)(this.#project, entry, undefined, async (place) => {
                try {
                    return await body(place);
                }
                catch (error) {
                    if ((0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error))
                        this.#passOver(place.name, error);
                    throw error;
                }
            }, this.#near);
        }
        catch (error) {
            throw this.#told(error);
        }
    }
    /** A part, from the next copy on where one turns out to be damaged in the middle: the bytes are the same in each. */
    part(open) {
        return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(this.#bytes(open), { objectMode: false });
    }
    async *#bytes(open) {
        let given = 0;
        for (;;) {
            const { value: stream, place } = await this.first(open);
            let seen = 0;
            try {
                const chunks = stream[Symbol.asyncIterator]();
                for (;;) {
                    const next = await this.#next(chunks, place);
                    if (next === 'failed')
                        break;
                    if (next === undefined)
                        return;
                    const fresh = next.subarray(Math.max(0, Math.min(next.length, given - seen)));
                    seen += next.length;
                    if (fresh.length === 0)
                        continue;
                    given += fresh.length;
                    yield fresh;
                }
            }
            finally {
                stream.destroy();
            }
        }
    }
    /** undefined: that was all; `failed`: another copy is to be read. */
    async #next(chunks, { name }) {
        try {
            const { done, value } = await chunks.next();
            return done ? undefined : value;
        }
        catch (error) {
            if (!(0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error))
                throw error;
            this.#passOver(name, error);
            const [next] = this.#copies;
            if (next === undefined)
                throw this.#told(error);
            this.#project.world.log.warning(`${this.#slice.entry.id}: the copy in ${name} cannot be used: ${error.message}; trying the copy in ${next}`);
            return 'failed';
        }
    }
    #passOver(name, error) {
        this.#copies = this.#copies.filter((store) => store !== name);
        if ((0,_copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__/* .speaksAgainstCopy */ .Y)(error))
            this.#read.pass(this.#slice.entry, name);
    }
    #told(error) {
        const isNew = (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error) && error.code !== 'key-wrong' && !this.#read.has(error);
        return isNew ? this.#read.failed(this.#slice, this.#source, error) : error;
    }
}


/***/ }),

/***/ 17309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ proveLog),
/* harmony export */   d: () => (/* binding */ proveLogDue)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80825);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45071);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35447);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84032);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(36364);
/* harmony import */ var _copy_record_damage_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(15779);
/* harmony import */ var _project_secret_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58182);
/* harmony import */ var _project_session_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(20172);
/* harmony import */ var _project_time_limit_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(98977);
/* harmony import */ var _verify_prove_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(16119);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(99863);
/* harmony import */ var _piece_copy_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(49767);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(61068);
/* harmony import */ var _recover_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(34355);
/* harmony import */ var _route_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(218);
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


















/** Proves the log of a source where its schedule says so. */
async function proveLogDue(session, source) {
    const { project } = session;
    const { world, policy } = project;
    const line = source.verify.pointInTime;
    const tick = line === undefined ? undefined : (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .lastDue */ .tC)(line, policy.timezone, world.now());
    if (!tick)
        return;
    const isDue = ({ entries }) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .logProofDue */ .HD)((0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .proofsOfLog */ .Jh)(entries, world.now()), tick, world.now());
    // At each run; the whole log is read only where something may be due.
    if (!isDue(await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_15__/* .readLog */ .x6)(project, source, 'newest')))
        return;
    const look = await (0,_route_js__WEBPACK_IMPORTED_MODULE_17__/* .lookAtLog */ .lv)(project, source);
    if (!isDue(look.log))
        return;
    const last = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .proofOfLog */ .yB)(look.log.entries, world.now())?.startedAt;
    if (!(0,_project_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .hasSecretKey */ .iH)(world))
        return refuseOverdue(source, look, { line, tick, last, timezone: policy.timezone });
    const because = [last ? `last proof ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_7__/* .formatTime */ .fU)(last, policy.timezone)}` : 'first proof of its log'];
    const trying = { work: 'point-in-time', trigger: 'schedule', because };
    await (0,_project_session_js__WEBPACK_IMPORTED_MODULE_10__/* .attempt */ .CD)(session, source, trying, () => proveLog(project, source, look));
}
/** It waits for the job that has a key; a whole period without one is a failure. */
function refuseOverdue(source, { log }, { line, tick, last, timezone }) {
    const before = line === undefined ? undefined : (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .lastDue */ .tC)(line, timezone, new Date(tick.getTime() - 1));
    if (!before || (last && last >= before) || !log.entries.some(({ startedAt }) => startedAt < before))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('proof-overdue', `the proof of the log of ${source.name} has been overdue since ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_7__/* .formatTime */ .fU)(before, timezone)}, and this job has no secret key`, { hint: 'Run the workflow that has BACKPROOF_SECRET_KEY now, as in workflows-examples/prove.yml.' });
}
/**
 * Restores the end of a source's log, and then a moment between two pieces that nobody chose, each in a throw-away server: what the
 * window promises is read, chained and played back, and the assertions hold. The proof is kept with the newest piece.
 */
async function proveLog(project, source, look) {
    const { world } = project;
    const { windows, compare } = look;
    const [window] = windows;
    if (!window)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('proof-failed', `no moment of ${source.name} can be restored from its log`, {
            hint: `Run \`backproof run --source ${source.name}\`: it takes what is missing.`,
        });
    const failures = [];
    const proofs = [];
    const options = { compare, now: world.now() };
    for (const at of ['latest', chosen(window)]) {
        const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .routeTo */ .Bv)(source.name, windows, at, options);
        if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .isRoute */ .Cn)(route))
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('proof-failed', route.message, { hint: route.hint });
        const another = async (without) => {
            const older = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .routeTo */ .Bv)(source.name, windows, at, { ...options, without });
            return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .isRoute */ .Cn)(older) ? older : undefined;
        };
        const proven = await proveRoute(project, source, route, another, look);
        proofs.push(proven.report);
        failures.push(...proven.failures);
    }
    return { proofs, failures };
}
/** Any moment of the window but its end. */
const chosen = ({ from, until }) => new Date(from.getTime() + (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(Math.max(1, Math.min(until.getTime() - from.getTime(), 2 ** 47))));
async function proveRoute(project, source, first, another, look) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, seats } = project;
        let route = first;
        for (const line of (0,_route_js__WEBPACK_IMPORTED_MODULE_17__/* .describeRoute */ .fx)(route))
            world.log.info(`${source.name}: ${line}, as a proof`);
        const startedAt = world.now();
        const began = world.monotonicMs();
        const durations = {};
        const findings = [];
        const _server = __addDisposableResource(env_1, await seats.server((0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .serverOf */ .FN)(source), world.signal), false);
        const _heavy = __addDisposableResource(env_1, await seats.heavy(Number.POSITIVE_INFINITY, world.signal), false);
        const hint = 'Set verify.timeout if it may take that long.';
        const limit = __addDisposableResource(env_1, (0,_project_time_limit_js__WEBPACK_IMPORTED_MODULE_11__/* .startLimit */ .iP)(world.signal, (0,_project_time_limit_js__WEBPACK_IMPORTED_MODULE_11__/* .limitMs */ .oV)(source), `the proof of the log of ${source.name}`, 'proof-failed', hint), false);
        let store = route.base.copies[0] ?? '';
        const read = new _piece_copy_js__WEBPACK_IMPORTED_MODULE_14__/* .PiecesRead */ .w();
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const recoveredBy = await (0,_recover_js__WEBPACK_IMPORTED_MODULE_16__/* .recover */ .l)(project, source, route, another, {
                    signal: limit.signal,
                    read,
                });
                route = recoveredBy.route;
                store = recoveredBy.place.name;
                const recovered = __addDisposableResource(env_2, recoveredBy.value, true);
                durations['restore'] = Math.round(world.monotonicMs() - began);
                findings.push(...(await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_6__/* .checkAssertions */ .Gp)(recovered.target, source.verify.assertions)));
            }
            catch (e_1) {
                env_2.error = e_1;
                env_2.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_5__/* .isFailure */ .N6)(error) || error.code.startsWith('store-') || error.code.startsWith('key-'))
                throw error;
            const found = (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_6__/* .blame */ .Sy)(error);
            findings.push({ ...found, message: world.redact(found.message) });
        }
        const tookMs = Math.round(world.monotonicMs() - began);
        const late = (0,_verify_prove_js__WEBPACK_IMPORTED_MODULE_12__/* .overRto */ .MG)(source, { restore: tookMs });
        for (const { message } of late)
            world.log.warning(`${source.name}: ${message}`);
        findings.push(...late);
        const failed = findings.find(({ level }) => level === 'failure');
        const outcome = failed ? 'failed' : 'passed';
        const found = { startedAt, store, outcome, findings, durations };
        const [piece] = read.broken;
        // What is known to be at fault is told of itself alone: the log counts up to there, and a new base is taken.
        const told = failed && piece ? await keepBroken(project, source, piece, found) : await keep(project, source, route, found);
        const kept = [...told, ...(await recordCopies(project, source, look, read))];
        const reached = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_7__/* .formatMoment */ .K9)(route.reaches);
        const way = `as it was at ${reached}, from ${route.base.id} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_7__/* .plural */ .LS)(route.log.length, 'piece')} of log`;
        const { rtoMs } = source.objectives;
        const report = {
            ...{ id: route.log.at(-1)?.entry.id ?? route.base.id, store, level: 'point-in-time', outcome, durationMs: tookMs },
            ...{ durations, findings, compared: failed ? '' : way },
            ...(rtoMs === undefined ? {} : { rtoMs }),
        };
        if (!failed) {
            world.log.info(`${source.name}: restored ${way}, in ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_7__/* .formatDuration */ .a3)(tookMs)}`);
            return { report, failures: kept };
        }
        const problem = new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('proof-failed', `${source.name} as it was at ${reached} cannot be relied on: ${failed.message}`, {
            hint: failed.hint ?? `Run \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .restoreAt */ .YZ)(source, route.until === 'end' ? 'latest' : route.until)}\` to see more.`,
        });
        return { report, failures: [problem, ...kept] };
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** With the piece of which no copy is whole. */
async function keepBroken({ world, places }, source, { id, copies }, found) {
    const { places: open } = await places(source);
    const having = open.filter(({ name }) => copies.includes(name));
    const proof = { ...found, id, level: 'read', store: copies[0] ?? found.store, finishedAt: world.now() };
    return await (0,_project_session_js__WEBPACK_IMPORTED_MODULE_10__/* .keepProof */ .MY)(world, having, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .sourceOf */ .vz)(id) ?? source.name, proof);
}
/** Copies that were passed over while another served: so that the next run heals them. Those of a piece without a whole one have theirs. */
async function recordCopies(project, source, { bases, log }, { broken, passedOver }) {
    const failures = [];
    for (const [entry, stores] of passedOver) {
        if (broken.has(entry))
            continue;
        const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .sourceOf */ .vz)(entry.id) ?? source.name;
        const catalog = log.volumes.find((volume) => volume.name === name)?.catalog ?? bases;
        const folder = name === source.name ? source : (0,_folder_js__WEBPACK_IMPORTED_MODULE_13__/* .folderSource */ .WG)(source, name);
        const knows = name === source.name ? project : (0,_folder_js__WEBPACK_IMPORTED_MODULE_13__/* .knowing */ .i$)(project, folder);
        for (const store of stores)
            failures.push(...(await (0,_copy_record_damage_js__WEBPACK_IMPORTED_MODULE_8__/* .recordDamage */ .Z)(knows, folder, catalog, entry, store)));
    }
    return failures;
}
/**
 * With the newest piece that was played back, and with a base that is none but for this. A dump is proven by itself: here its own
 * facts are not compared.
 */
async function keep({ world, places }, source, { base, log }, found) {
    const { places: open } = await places(source);
    const newest = log.at(-1)?.entry;
    const own = source.pointInTime.base === undefined ? [] : [base];
    const subjects = [...(newest ? [newest] : []), ...own];
    const failures = [];
    for (const entry of subjects) {
        const proof = { ...found, id: entry.id, level: 'restore', finishedAt: world.now() };
        const having = open.filter(({ name }) => entry.copies.includes(name));
        failures.push(...(await (0,_project_session_js__WEBPACK_IMPORTED_MODULE_10__/* .keepProof */ .MY)(world, having, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .sourceOf */ .vz)(entry.id) ?? source.name, proof)));
    }
    return failures.slice(0, 1);
}


/***/ }),

/***/ 34355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ recover)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/copy/record-damage.js
var record_damage = __webpack_require__(15779);
// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/piece-copy.js
var piece_copy = __webpack_require__(49767);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(37470);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
;// CONCATENATED MODULE: ./command/log/pieces.js







const mostBytes = 256 * 1024;
const position = schemas/* object */.Ikc({ at: schemas/* string */.YjP(), history: schemas/* string */.YjP() });
const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    number: schemas/* number */.aig(),
    previous: schemas/* object */.Ikc({ id: schemas/* string */.YjP(), sha256: schemas/* string */.YjP() }).optional(),
    from: position,
    to: position,
    covers: schemas/* object */.Ikc({ from: schemas/* string */.YjP(), until: schemas/* string */.YjP() }),
    parts: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), sha256: schemas/* string */.YjP() })),
});
/**
 * Opens pieces of log: the sealed record of each is read first, all of them before any is played back, and must say what the
 * manifest says: what was altered, swapped or put in the place of another is named before it does anything. `near`: the store to
 * read first; `read` hears what is wrong with which copy. Throws `object-damaged`.
 */
async function openPieces(project, source, slices, near, signal, read) {
    const secrets = await project.secretKeys();
    return await (0,catalog/* mapAtOnce */.$3)(slices, async (slice) => {
        const { entry, from, to } = slice;
        const { manifest } = entry;
        const copies = new piece_copy/* PieceCopies */.s(project, source, slice, near, read);
        const { value: key } = await copies.first(async (place) => {
            const key = await (0,verify/* takeKey */.nN)(place, manifest, secrets, signal);
            await checkRecord(slice, await (0,verify/* partOpener */.Fp)(place, manifest, key, signal)(catalog/* recordPart */.pY));
            return key;
        });
        const parts = manifest.parts.map(({ name }) => name).filter((name) => name !== catalog/* recordPart */.pY);
        return {
            from,
            to,
            parts,
            open: async (part) => copies.part((place) => (0,verify/* partOpener */.Fp)(place, manifest, key, signal)(part)),
        };
    });
}
async function checkRecord({ entry, number, previous, from, to, covers }, body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > mostBytes)
            throw damaged(entry.id, 'its record is too large');
        chunks.push(Buffer.from(chunk));
    }
    const read = (0,bytes_bytes/* readJson */.Vh)(Buffer.concat(chunks), schema);
    if ('misread' in read)
        throw damaged(entry.id, `its record ${read.misread.because}`);
    const promised = {
        version: 1,
        number,
        ...(previous ? { previous } : {}),
        from,
        to,
        covers: { from: covers.from.toISOString(), until: covers.until.toISOString() },
        parts: entry.manifest.parts.filter(({ name }) => name !== catalog/* recordPart */.pY).map(({ name, sha256 }) => ({ name, sha256 })),
    };
    if (!(0,external_node_util_.isDeepStrictEqual)(read.value, promised))
        throw damaged(entry.id, 'its record does not say what its manifest says');
}
const damaged = (id, because) => new problem/* Problem */.AF('object-damaged', `the piece of log ${id} is not what was stored: ${because}`, {
    hint: 'Moments before it can still be restored. Look at who can write to the store, and take a new backup.',
});

;// CONCATENATED MODULE: ./command/log/recover.js
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
 * A throw-away server at the moment of a route. Where the base lacks what the log only ends, an older base and more log lead to the
 * same moment. `another`: the route that does without these bases.
 */
async function recover(project, source, first, another, { store, signal, read }) {
    const without = [];
    let route = first;
    for (;;) {
        try {
            const recovered = await recoverFrom(project, source, route, store, signal, read);
            if (route.base.manifest.consistency === 'per-object')
                project.world.log.warning(`${source.name}: ${notOfOne(route)}`);
            return { ...recovered, route };
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'log-gap'))
                throw error;
            without.push(route.base.id);
            const older = await another(without);
            if (!older)
                throw error;
            project.world.log.warning(`${source.name}: ${(0,problem/* messageOf */.bD)(error)}; trying the older base ${older.base.id}`);
            route = older;
        }
    }
}
const notOfOne = ({ base }) => `${base.id} is not of one moment: what was written to tables without transactions while it was taken may be there twice`;
/** From the nearest store, or where a copy fails, from the next. */
async function recoverFrom(project, source, route, store, signal, read = new piece_copy/* PiecesRead */.w()) {
    const { bench } = project;
    const replay = await (0,logged/* replayOf */.X8)(source);
    const by = { tools: source.tools, image: source.verify.image, source };
    const { base: entry, chain: entries } = route;
    let fault;
    const body = async (place) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const told = __addDisposableResource(env_1, new Told(project, source.name), false);
            fault = undefined;
            try {
                const levels = await (0,whole/* openChain */.yP)(project, { entry, entries, place, signal }, (base) => {
                    fault ??= base;
                });
                const [full, ...increments] = levels;
                const log = await openPieces(project, source, route.log, place, signal, read);
                const chain = { full, increments, position: route.position, log };
                const until = route.until === 'end' ? 'end' : { time: route.until };
                return await replay.recover(chain, until, by, bench, signal, (progress) => told.hear(progress));
            }
            catch (error) {
                if (!fault && (0,record_damage/* speaksAgainstCopy */.Y)(error) && !read.has(error))
                    read.pass(entry, place.name);
                throw error;
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
    // Of each piece, all copies were tried by then.
    const isOfBase = (error) => (0,failover/* isOfOneStore */.X)(error) && !read.has(error);
    try {
        return await (0,failover/* fromCopies */.o)(project, entry, store, body, undefined, isOfBase);
    }
    catch (error) {
        // By no store can what the base builds on be read, or the base itself: it is that one which is damaged, and not the newest piece.
        if (fault)
            read.broken.add(fault);
        else if (read.passedOver.get(entry)?.size === entry.copies.length)
            read.broken.add(entry);
        throw error;
    }
}
const steps = {
    base: 'unpacking the base',
    log: 'bringing its log',
    replay: 'playing back its log',
};
/** Shows how far a recovery is, step by step. */
class Told {
    #project;
    #source;
    #at;
    #shown;
    constructor(project, source) {
        this.#project = project;
        this.#source = source;
        this.#shown = project.world.log.progress({ what: `${source}: reading the pieces of its log` });
    }
    hear(progress) {
        const before = this.#at;
        this.#at = progress;
        if (before?.step === progress.step)
            return;
        this.#shown[Symbol.dispose]();
        const { step, ofBytes } = progress;
        this.#shown = this.#project.world.log.progress({
            what: `${this.#source}: ${steps[step]}`,
            done: () => (this.#at?.step === step ? this.#at.doneBytes : 0),
            ...(ofBytes === undefined ? {} : { of: ofBytes }),
        });
    }
    [Symbol.dispose]() {
        this.#shown[Symbol.dispose]();
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
