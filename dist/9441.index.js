export const id = 9441;
export const ids = [9441];
export const modules = {

/***/ 6905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ scheduleWarnings)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16137);

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
function scheduleWarnings({ policy }, source, catalog, now) {
    const health = catalog && (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleHealth */ .WD)(source, catalog, { now, timezone: policy.timezone });
    return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : [];
}


/***/ }),

/***/ 54798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96436);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19410);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44258);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35855);
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
                return source === undefined || Object.hasOwn(policy.sources, source) ? [] : [source];
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
    const unclaimed = [...ids]
        .map(([source, { all, stores }]) => ({ source, stores, backups: all.size }))
        .sort((a, b) => (a.source < b.source ? -1 : 1));
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
function said({ source, stores, backups }) {
    const [are, them] = backups === 1 ? ['is', 'it'] : ['are', 'them'];
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(backups, 'backup')} of ${source} ${are} in ${stores.join(' and ')}, and no source of the policy claims ${them}: \`backproof list --all\` shows ${them}; \`backproof retire ${source}\` lets ${them} go`;
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

/***/ 39441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeTask: () => (/* binding */ describeTask),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 35 modules
var catalog_catalog = __webpack_require__(6363);
// EXTERNAL MODULE: ./build/js/judge/judge.js + 43 modules
var judge = __webpack_require__(14563);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 16 modules
var plan = __webpack_require__(16137);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/channel/channel.js + 4 modules
var channel = __webpack_require__(75684);
;// CONCATENATED MODULE: ./build/js/command/alert/ping.js


/**
 * Pings that a run has started, beside its work. A run that was told to see to some sources alone is none: it would put
 * the alarm off for all the others.
 */
function beginPing(project, { source }) {
    const { world, policy } = project;
    const to = policy.notify?.ping;
    if (!to || source?.length)
        return { end: async () => [], fail: async () => { } };
    // A run that was cancelled still says that it failed.
    const { signal } = new AbortController();
    const send = async (moment, text) => {
        try {
            await (0,channel/* ping */.hU)(to.url.reveal(), moment, world.redact(text), {
                where: 'notify.ping',
                signal,
                ...(to.insecure ? { insecure: true } : {}),
            });
            return undefined;
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            const finding = world.redact(`the ${moment} of this run could not be told: ${error.message}. ${error.hint ?? ''}`);
            world.log.warning(finding);
            return finding;
        }
    };
    const name = policy.project;
    const started = send('start', `run of ${name}`);
    // What went wrong with it is told at the end.
    started.catch(() => { });
    return {
        async end({ problems }) {
            const [first] = problems;
            const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
            // A start that comes after the end would be the start of a run that never ends.
            const begun = await started;
            const ended = first === undefined
                ? await send('success', `run of ${name}`)
                : await send('failure', `${first.source}: ${(0,problem/* messageOf */.bD)(first.error)}${more}`);
            return [begun, ended].filter((one) => one !== undefined);
        },
        async fail(error) {
            await started;
            await send('failure', (0,problem/* messageOf */.bD)(error));
        },
    };
}

// EXTERNAL MODULE: ./build/js/command/alert/tell.js + 3 modules
var tell = __webpack_require__(66348);
// EXTERNAL MODULE: ./build/js/command/backup/backup.js + 2 modules
var backup = __webpack_require__(56554);
;// CONCATENATED MODULE: ./build/js/command/copy/copy-outcome.js

/**
 * Makes the report show the copies as they are after this task, not as planned before it: those that were made, and
 * those that the backup of this run lacks. `done`: nothing of it failed.
 */
function noteCopies({ reports }, { name }, task, done) {
    const report = reports.get(name);
    const planned = report?.tasks.find(({ kind }) => kind === 'copy');
    if (!report || !planned)
        return;
    const { backup } = report;
    const failed = (backup?.copies ?? []).filter(({ outcome }) => outcome === 'failed');
    const lacks = failed.map(({ store }) => `store ${store} lacks ${backup?.id}, which was just made: the next \`run\` copies it`);
    const settled = task.kind === 'backup' && lacks.length > 0
        ? { ...planned, due: true, because: [...(planned.due ? planned.because : []), ...lacks] }
        : task.kind === 'copy' && done
            ? { ...planned, did: [...copied(task.copies), ...lacks].join('; ') }
            : planned;
    reports.set(name, { ...report, tasks: report.tasks.map((one) => (one === planned ? settled : one)) });
}
/** "copied orders-... to s3", "healed 2 copies in s3" */
function copied(copies) {
    const groups = Map.groupBy(copies, ({ to, damage }) => `${damage === undefined} ${to}`);
    return [...groups.values()].flatMap(([first, ...more]) => {
        if (!first)
            return [];
        const count = more.length + 1;
        if (first.damage !== undefined)
            return [
                more.length > 0
                    ? `healed the copies of ${(0,words/* plural */.LS)(count, 'backup')} in ${first.to}`
                    : `healed the copy of ${first.id} in ${first.to}`,
            ];
        return [`copied ${more.length > 0 ? (0,words/* plural */.LS)(count, 'backup') : first.id} to ${first.to}`];
    });
}

// EXTERNAL MODULE: ./build/js/command/copy/lost.js
var copy_lost = __webpack_require__(712);
// EXTERNAL MODULE: ./build/js/command/copy/make-copy.js + 4 modules
var make_copy = __webpack_require__(59154);
// EXTERNAL MODULE: ./build/js/command/copy/nearest.js
var nearest = __webpack_require__(38442);
// EXTERNAL MODULE: ./build/js/command/drill/due.js
var due = __webpack_require__(5784);
// EXTERNAL MODULE: ./build/js/command/each-source/each-source.js
var each_source = __webpack_require__(36671);
// EXTERNAL MODULE: ./build/js/command/project/entry.js
var entry = __webpack_require__(82826);
// EXTERNAL MODULE: ./build/js/command/project/project.js
var project_project = __webpack_require__(80187);
// EXTERNAL MODULE: ./build/js/command/project/schedule.js
var schedule = __webpack_require__(6905);
// EXTERNAL MODULE: ./build/js/command/project/secret.js + 1 modules
var secret = __webpack_require__(70964);
// EXTERNAL MODULE: ./build/js/command/project/session.js
var project_session = __webpack_require__(57434);
// EXTERNAL MODULE: ./build/js/command/project/shared-place.js
var shared_place = __webpack_require__(88415);
// EXTERNAL MODULE: ./build/js/command/project/unclaimed.js
var unclaimed = __webpack_require__(54798);
// EXTERNAL MODULE: ./build/js/command/prune/prune.js + 1 modules
var prune = __webpack_require__(72373);
// EXTERNAL MODULE: ./build/js/command/prune/retain-source.js + 4 modules
var retain_source = __webpack_require__(18539);
// EXTERNAL MODULE: ./build/js/command/verify/turn.js
var turn = __webpack_require__(84757);
;// CONCATENATED MODULE: ./build/js/command/run.js
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
























/** What the policy asks for now. Safe to call at any tick: what is not due is left alone, what was missed heals once. */
const run = async (world, options) => {
    (0,retain_source/* requireReason */.uM)(options);
    const project = await (0,project_project/* openProject */.U)(world, options, { databases: 'server' });
    const heartbeat = beginPing(project, options);
    try {
        const session = (0,project_session/* newSession */.RL)(project, 'run');
        const changed = (0,project_session/* beginWithDatabases */.WE)(session);
        await (0,each_source/* eachSource */.F)(session, project.sources, (session, source) => seeTo(session, source, options));
        await (0,due/* drillsDue */.b)(session, options);
        if (options.apply)
            await (0,prune.pruneRetired)(session, options);
        const { warnings } = await (0,unclaimed/* lookUnclaimed */.A)(project, options, session.failing);
        for (const warning of warnings)
            world.log.warning(warning);
        const told = await (0,tell/* tellOf */.zy)(session);
        return (0,project_session/* finish */.O9)(session, [...changed, ...warnings, ...told, ...(await heartbeat.end(session))]);
    }
    catch (error) {
        await heartbeat.fail(error);
        throw error;
    }
};
async function seeTo(session, source, options) {
    const { project } = session;
    const { world } = project;
    const catalog = await catalogOf(session, source);
    if (!catalog)
        return;
    const tasks = (0,make_copy/* tasksOf */.a4)(project, source, catalog);
    // Before it is copied there again, after which nothing shows it any more.
    const warnings = [
        ...(0,schedule/* scheduleWarnings */.P)(project, source, catalog, world.now()),
        ...(0,judge/* lossesOf */.Rr)((0,plan/* usable */.Je)(catalog, world.now())),
    ];
    for (const warning of warnings)
        world.log.warning(`${source.name}: ${warning}`);
    const known = { tasks: tasks.map(describeTask), ...(0,project_session/* past */.B6)(catalog, world.now()), warnings };
    session.reports.set(source.name, { ...blank(source), ...known });
    for (const { store } of catalog.unread)
        session.failing.add(store);
    const mixture = (0,shared_place/* mixtureOf */.O)(project, catalog);
    const gaps = [...(0,entry/* gapsOf */.dc)({ ...catalog, damaged: [] }), ...(0,make_copy/* damageLeft */.Ln)(catalog, tasks)];
    const lost = (0,copy_lost/* lostNewest */.$)(catalog, world.now());
    const told = [...gaps, ...(mixture ? [mixture] : []), ...(lost ? [(0,copy_lost/* lostProblem */.y)(lost)] : [])];
    for (const error of told)
        session.problems.push({ source: source.name, error });
    let justRead = catalog;
    for (const task of tasks.filter(({ due }) => due)) {
        await perform(session, source, task, options, justRead);
        // What was done may have changed it.
        justRead = undefined;
    }
    if (!lost)
        await replaceLost(session, source, tasks, options);
}
/** What this run has found of the newest backup may be that no intact copy is left of it: then it does not wait either. */
async function replaceLost(session, source, tasks, options) {
    const { project, problems } = session;
    const { world } = project;
    const found = problems.filter((problem) => problem.source === source.name);
    if (!found.some(({ error }) => (0,problem/* isProblem */.AN)(error, 'proof-failed', 'object-damaged', 'object-missing')))
        return;
    const catalog = await catalogOf(session, source);
    const inVain = found.some(({ error }) => (0,problem/* isProblem */.AN)(error, 'object-damaged', 'object-missing'));
    const tried = tasks.flatMap((task) => (task.kind === 'copy' && inVain ? task.copies.map(({ id }) => id) : []));
    const lost = catalog && (0,copy_lost/* lostNewest */.$)(catalog, world.now(), tried);
    if (!lost)
        return;
    problems.push({ source: source.name, error: (0,copy_lost/* lostProblem */.y)(lost) });
    if (source.schedule === undefined || source.paused)
        return;
    const because = [`no intact copy of ${lost.id} is left: not waiting for the schedule`];
    await perform(session, source, { source: source.name, kind: 'backup', due: true, because }, options);
}
/** undefined: it cannot be read at all, which is said, and stops no other source. */
async function catalogOf({ project, problems }, source) {
    const { log, redact } = project.world;
    try {
        return await project.catalog(source);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        problems.push({ source: source.name, error });
        log.error(`${source.name}: ${redact((0,problem/* messageOf */.bD)(error))}`);
        return undefined;
    }
}
const blank = ({ name, engine }) => ({ source: name, engine, proofs: [], problems: [] });
function describeTask(task) {
    const { kind, due, because, next } = task;
    const paused = task.kind === 'backup' && task.paused ? { paused: true } : {};
    return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) };
}
/** `justRead`: the catalog as it was read a moment ago; absent: it is read. */
async function perform(session, source, task, options, justRead) {
    const { apply = false, thaw: thawed = false } = options;
    const { project } = session;
    const { world } = project;
    const failedBackup = session.problems.some((problem) => problem.source === source.name);
    // Deciding is not worth a run record; deleting is.
    const recorded = task.kind !== 'prune' || apply;
    const because = task.kind === 'prune' ? [...task.because, ...(0,retain_source/* overrideReasons */.IG)(world, options)] : task.because;
    const attempted = { work: task.kind, trigger: 'schedule', because, recorded };
    noteCopies(session, source, task, await (0,project_session/* attempt */.CD)(session, source, attempted, () => unlessHeld(work)));
    async function work() {
        const catalog = justRead ?? (await project.catalog(source));
        switch (task.kind) {
            case 'backup':
                return backUp(session, source, catalog);
            case 'copy': {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const bytes = Math.max(0, ...catalog.entries.map((entry) => entry.bytes));
                    const _ = __addDisposableResource(env_1, await project.seats.heavy(bytes, world.signal), false);
                    return (0,make_copy/* makeCopies */.Oh)(project, source, catalog, [...new Set(task.copies.map(({ id }) => id))]);
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    __disposeResources(env_1);
                }
            }
            case 'check': {
                const found = [];
                for (const entry of catalog.entries.filter(({ id }) => task.ids.includes(id))) {
                    const stores = (0,nearest/* allCopies */.b)(project.policy, entry);
                    found.push(await (0,turn/* proveSeated */.d)(project, source, catalog, entry, { level: 'check', stores, copies: 'all' }));
                }
                return {
                    proofs: found.flatMap(({ proofs = [] }) => proofs),
                    failures: found.flatMap(({ failures = [] }) => failures),
                };
            }
            case 'read':
            case 'restore': {
                const waiting = await withoutKey(project, source, catalog, task);
                if (waiting)
                    return waiting;
                const entry = catalog.entries.find(({ id }) => id === task.id) ?? (0,plan/* usable */.Je)(catalog, world.now())[0];
                if (!entry)
                    return { skipped: 'no backup to prove yet' };
                return (0,turn/* proveSeated */.d)(project, source, catalog, entry, (0,turn/* requestDue */.O)(project, source, catalog, entry, task.kind));
            }
            case 'prune': {
                if (apply && failedBackup)
                    world.log.warning(`${source.name}: nothing is deleted while a part of it fails`);
                const found = await (0,retain_source/* retainSource */.ho)(project, source, catalog, {
                    apply: apply && !failedBackup,
                    thawed,
                    gap: options['despite-gap'] ? 'is known' : 'waits',
                });
                if (found.retention?.applied)
                    session.deleted.push(...found.retention.deleted.map(({ id }) => id));
                return found;
            }
        }
    }
}
/** Another run is at it: what was due is that run's, or the next tick's. */
async function unlessHeld(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'lease-held'))
            throw error;
        return { skipped: error.message };
    }
}
async function backUp(session, source, catalog) {
    const { project } = session;
    const tags = (0,catalog_catalog/* timeTags */.pK)(catalog.entries, project.world.now());
    const made = await (0,backup.makeBackup)(project, source, catalog, { trigger: 'schedule', tags, retain: false });
    session.ids.push(made.id);
    // Another run is at work in that store: the next tick makes the copy.
    const { failures = [] } = made.findings;
    const isHeld = (error) => (0,problem/* isProblem */.AN)(error, 'lease-held');
    for (const error of failures.filter(isHeld))
        project.world.log.warning(`${source.name}: ${(0,problem/* messageOf */.bD)(error)}`);
    return { ...made.findings, failures: failures.filter((error) => !isHeld(error)) };
}
/**
 * A job that only backs up has no secret key: its due proofs wait for the job that has one. If none came in a whole
 * period, that is a failure.
 */
async function withoutKey(project, source, catalog, task) {
    const { world, policy } = project;
    if ((0,secret/* hasSecretKey */.iH)(world))
        return undefined;
    const moment = { now: world.now(), timezone: policy.timezone };
    const late = (0,plan/* proofOverdue */.D8)(task.kind, source, catalog, moment);
    if (!late)
        return { skipped: `the ${task.kind} proof is due, and is waiting for a job that has BACKPROOF_SECRET_KEY` };
    throw new problem/* Problem */.AF('proof-overdue', `the ${task.kind} proof of ${source.name} has been overdue since ${(0,words/* formatTime */.fU)(late, policy.timezone)}, and this job has no secret key`, {
        hint: 'Run the workflow that has BACKPROOF_SECRET_KEY now: `gh workflow run prove.yml`, as in workflows-examples/prove.yml.',
    });
}


/***/ })

};
