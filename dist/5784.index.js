export const id = 5784;
export const ids = [5784];
export const modules = {

/***/ 58830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u0: () => (/* binding */ carryOut),
  FV: () => (/* binding */ chosen),
  Es: () => (/* binding */ drill)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 35 modules
var catalog = __webpack_require__(6363);
// EXTERNAL MODULE: ./build/js/judge/judge.js + 43 modules
var judge = __webpack_require__(14563);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 16 modules
var plan = __webpack_require__(16137);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/command/alert/tell.js + 3 modules
var tell = __webpack_require__(66348);
// EXTERNAL MODULE: ./build/js/command/project/project.js
var project_project = __webpack_require__(80187);
// EXTERNAL MODULE: ./build/js/command/project/session.js
var project_session = __webpack_require__(57434);
// EXTERNAL MODULE: ./build/js/command/drill/keep.js
var keep = __webpack_require__(13585);
// EXTERNAL MODULE: ./build/js/command/each-source/each-source.js
var each_source = __webpack_require__(36671);
// EXTERNAL MODULE: ./build/js/command/project/entry.js
var project_entry = __webpack_require__(82826);
// EXTERNAL MODULE: ./build/js/command/verify/turn.js
var turn = __webpack_require__(84757);
;// CONCATENATED MODULE: ./build/js/command/drill/witness.js
/** Looks on while a backup is restored: what a drill wants to know beside the proof. */
class Witness {
    #project;
    failures = [];
    /** By the machine's monotonic clock: when the data was there. */
    readyAt;
    assertions;
    application;
    constructor(project) {
        this.#project = project;
    }
    restored() {
        this.readyAt = this.#project.world.monotonicMs();
    }
    assertionsWere(asked, failed) {
        if (asked > 0)
            this.assertions = { asked, outcome: failed === 0 ? 'passed' : 'failed' };
    }
}

;// CONCATENATED MODULE: ./build/js/command/drill/practise.js








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
                    error: new js_problem/* Problem */.AF('restore-failed', `${source.name} was not restored: ${problem}`, { hint }),
                });
                return;
            }
            const outcome = await one(session, source, practice, began);
            outcomes.set(source, outcome);
            there?.resolve(outcome.outcome === 'passed');
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
    const witness = new Witness(project);
    let entry;
    let proofs = [];
    const { trigger, because } = practice;
    const whole = await (0,project_session/* attempt */.CD)(session, source, { work: 'restore', trigger, because }, async () => {
        const catalog = await project.catalog(source);
        entry = (0,plan/* usable */.Je)(catalog, world.now())[0];
        if (!entry)
            throw noBackup(source, catalog);
        const found = await (0,turn/* proveSeated */.d)(project, source, catalog, entry, { level: 'restore', copies: 'first', witness });
        proofs = found.proofs ?? [];
        if (proofs.some(({ outcome }) => outcome === 'passed'))
            session.ids.push(entry.id);
        return withFailures({ ...found, ...(0,project_session/* past */.B6)(catalog, world.now()) }, [...(0,project_entry/* gapsOf */.dc)(catalog), ...witness.failures]);
    });
    const proof = proofs.find(({ outcome }) => outcome === 'passed') ?? proofs.at(-1);
    const passed = proof?.outcome === 'passed' && witness.failures.length === 0;
    const first = session.problems.slice(known).find((one) => one.source === source.name);
    const { application, assertions } = witness;
    return {
        source: source.name,
        outcome: passed ? 'passed' : 'failed',
        ...(entry ? { backup: entry.id, rpo: rpoOf(source, entry, practice.startedAt) } : {}),
        durationMs: Math.round(world.monotonicMs() - from),
        ...(proof ? ofProof(source, proof) : {}),
        ...(witness.readyAt === undefined ? {} : { readyMs: Math.round(witness.readyAt - began) }),
        ...(assertions ? { assertions } : {}),
        ...(application ? { application } : {}),
        ...(passed && whole ? {} : first ? { problem: (0,js_problem/* messageOf */.bD)(first.error).slice(0, 4000) } : {}),
    };
}
function withFailures(found, more) {
    return { ...found, failures: [...more, ...(found.failures ?? [])] };
}
function noBackup(source, { unread }) {
    const [gap] = unread;
    const why = gap ? `; ${gap.store} could not be read: ${gap.message}` : '';
    return new js_problem/* Problem */.AF('unknown-id', `${source.name} has no backup to restore${why}`, {
        hint: gap?.hint ?? `Run \`backproof backup --source ${source.name}\` first.`,
    });
}
function rpoOf({ objectives: { rpoMs } }, { startedAt }, at) {
    const ageMs = Math.max(0, at.getTime() - startedAt.getTime());
    return { ...(rpoMs === undefined ? {} : { targetMs: rpoMs, met: ageMs <= rpoMs }), ageMs };
}
function ofProof({ objectives: { rtoMs } }, { store, durations, compared }) {
    const measuredMs = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    const target = rtoMs === undefined ? {} : { targetMs: rtoMs, met: measuredMs <= rtoMs };
    return {
        store,
        stepsMs: { ...durations },
        ...(compared === '' ? {} : { compared: compared.slice(0, 4000) }),
        ...(durations['restore'] === undefined ? {} : { rto: { ...target, measuredMs } }),
    };
}

// EXTERNAL MODULE: ./build/js/github/github.js + 7 modules
var github = __webpack_require__(59008);
;// CONCATENATED MODULE: ./build/js/command/drill/sign-off.js






const longest = 1000;
/** A named person says that the plan of recovery was gone through. */
async function signOff(world, options) {
    const project = await (0,project_project/* openProject */.U)(world, options);
    const { because } = options;
    if (because !== undefined && (because.trim() === '' || because.length > longest))
        throw new js_problem/* Problem */.AF('usage', `--because is empty, or longer than ${longest} characters`, {
            hint: 'Say what was gone through, and what came of it.',
        });
    const who = await signerOf(world, options);
    const name = (0,keep/* newDrill */.A2)(world.now());
    const signedOff = { ...who, ...(because === undefined ? {} : { because }) };
    const { record, failures } = await (0,keep/* keepDrill */.t)(project, name, {
        kind: 'manual',
        outcome: 'passed',
        signedOff,
        sources: [],
    });
    const session = (0,project_session/* newSession */.RL)(project, 'verify', []);
    for (const error of failures)
        session.problems.push({ source: 'drill', error });
    session.drills.push((0,judge/* drillHealth */.yI)({ id: record.id, kind: 'manual', outcome: 'passed', at: name.at }, record));
    return (0,project_session/* finish */.O9)(session);
}
/** A name given by hand is a claim; else who approved the run in its environment, or who started it by hand. */
async function signerOf(world, options) {
    const { origin } = world;
    const given = options['signed-off-by'];
    if (given !== undefined) {
        if (given.trim() === '' || given.length > 200)
            throw new js_problem/* Problem */.AF('usage', '--signed-off-by is empty, or longer than 200 characters', { hint: 'Give a name.' });
        if (options.because === undefined)
            throw new js_problem/* Problem */.AF('usage', '--signed-off-by needs --because', {
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
    throw new js_problem/* Problem */.AF('usage', run === undefined ? 'nobody is named who signs off' : `nobody has signed off: a ${event ?? 'run'} is not a person`, {
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
        if (!(0,js_problem/* isFailure */.N6)(error))
            throw error;
        world.log.warning(`who approved this run could not be asked: ${error.message}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/command/drill/drill.js











/** `verify --drill KIND`. */
async function drill(world, options) {
    const kind = kindOf(options.drill ?? '');
    const alone = ['id', 'store', 'level', 'image', 'due', 'shard', ...(kind === 'manual' ? ['source'] : [])].find((name) => options[name] !== undefined && options[name] !== false);
    if (alone !== undefined)
        throw new js_problem/* Problem */.AF('usage', `verify takes --drill ${kind} or --${alone}, not both`, {
            hint: `Leave --${alone} out: a drill restores newest backups, and says itself which.`,
        });
    if (kind === 'manual')
        return signOff(world, options);
    const project = await (0,project_project/* openProject */.U)(world, options);
    const sources = await chosen(project, kind, options.source !== undefined);
    const session = (0,project_session/* newSession */.RL)(project, 'verify', sources);
    await carryOut(session, sources, kind, 'manual', ['asked for']);
    return (0,tell/* finishAndTell */._2)(session);
}
function kindOf(text) {
    const kind = catalog/* drillKinds */.$b.find((one) => one === text);
    if (kind)
        return kind;
    throw new js_problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a kind of drill`, { hint: (0,words/* suggest */.ZA)(text, catalog/* drillKinds */.$b) });
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
        throw new js_problem/* Problem */.AF('usage', `no source of ${project.policy.path} can take part in a drill`, {
            hint: 'Make a backup first: `backproof backup`.',
        });
    const name = (0,keep/* newDrill */.A2)(world.now());
    const outcomes = [];
    try {
        outcomes.push(...(await practise(session, sources, { kind, startedAt: name.at, trigger, because })));
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'cancelled'))
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

/***/ 5784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ drillsDue)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16137);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19410);
/* harmony import */ var _project_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70964);
/* harmony import */ var _drill_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58830);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3179);







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

/***/ 84757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ requestDue),
/* harmony export */   d: () => (/* binding */ proveSeated)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16137);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96436);
/* harmony import */ var _copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38442);
/* harmony import */ var _prove_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62731);
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




/** What a proof by schedule reads: of a restore the nearest copy, of a read each in its turn, or all. */
function requestDue({ policy, world }, source, catalog, entry, level) {
    if (level === 'restore')
        return { level, copies: 'first' };
    if (source.verify.copies === 'all')
        return { level, stores: (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .allCopies */ .b)(policy, entry), copies: 'all' };
    return { level, stores: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .inTurn */ .lo)((0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestCopies */ .e)(policy, entry), catalog, world.now()), copies: 'first' };
}
/** Proves a backup once this machine has room for it, beside other sources. */
async function proveSeated(project, source, catalog, entry, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { seats, world } = project;
        const isRestore = request.level === 'restore';
        // A throw-away server is as much work as what goes into it; those of one server's sources come one after the other.
        const _server = __addDisposableResource(env_1, await seats.server(isRestore ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .serverOf */ .FN)(source) : undefined, world.signal), false);
        const _heavy = __addDisposableResource(env_1, await seats.heavy(isRestore ? Number.POSITIVE_INFINITY : entry.bytes, world.signal), false);
        return (0,_prove_js__WEBPACK_IMPORTED_MODULE_2__/* .prove */ .z)(project, source, catalog, entry, request);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}


/***/ })

};
