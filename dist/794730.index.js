export const id = 794730;
export const ids = [794730];
export const modules = {

/***/ 18462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ readAsset)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);

/** A file that goes along: beside the program where it is built (script/build puts it there), at its own place where it is not. */
async function readAsset(built, source) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(built);
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(source());
    }
}


/***/ }),

/***/ 40787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ scheduleWarnings)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45071);

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
function scheduleWarnings({ policy }, source, catalog, now) {
    const health = catalog && (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleHealth */ .WD)(source, catalog, { now, timezone: policy.timezone });
    return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : [];
}


/***/ }),

/***/ 20068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
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

/***/ 91721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readPages)
/* harmony export */ });
/* harmony import */ var _asset_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18462);

/** The pages that every store carries. */
async function readPages() {
    const [recovery, format] = await Promise.all([
        readPage(__webpack_require__.ab + "recovery.md", 'recovery.md'),
        readPage(__webpack_require__.ab + "format.md", 'format.md'),
    ]);
    return { recovery, format };
}
const readPage = async (built, name) => (await (0,_asset_js__WEBPACK_IMPORTED_MODULE_0__/* .readAsset */ .f)(built, () => `${import.meta.dirname}/../../../docs/${name}`)).toString();


/***/ }),

/***/ 60066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ kitOf)
/* harmony export */ });
const folder = 'RECOVERY';
/**
 * What stands in a store beside the backups, by key: the page, the format, and each script of the page as a file of its own. The
 * page is the last. Pure.
 */
function kitOf({ recovery, format }, version) {
    const scripts = [...recovery.matchAll(/```python ([a-z-]+\.py)\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => [`${folder}/${name}`, `# Backproof ${version}\n${text}`]);
    const page = [
        `*These are backups made by Backproof ${version}. Nothing here is secret. To open one you need this store and the secret key of a`,
        `recipient. The scripts below are also files, in ${folder}/ beside this page.* **Whoever can write here can alter them: compare them`,
        "with a copy of your own, or with those of Backproof's repository, before you give them a key.**",
        '',
        recovery
            .replaceAll('](format.md', `](${folder}/format.md`)
            .replaceAll(/\[([^\]]+)\]\((?!RECOVERY\/|#)[a-z-]+\.md[^)]*\)/g, '$1'),
    ].join('\n');
    const plainFormat = format.replaceAll(/\[([^\]]+)\]\((?!#)[^)]*\)/g, '$1');
    return new Map([
        ...scripts,
        [`${folder}/format.md`, `*Of Backproof ${version}.*\n\n${plainFormat}`],
        [`${folder}.md`, page],
    ]);
}


/***/ }),

/***/ 11910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./channel/channel.js + 4 modules
var channel = __webpack_require__(11034);
;// CONCATENATED MODULE: ./command/alert/ping.js


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

// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/backup/backup.js + 3 modules
var backup = __webpack_require__(92902);
;// CONCATENATED MODULE: ./command/copy/copy-outcome.js

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

// EXTERNAL MODULE: ./command/copy/lost.js
var copy_lost = __webpack_require__(10246);
// EXTERNAL MODULE: ./command/copy/make-copy.js + 4 modules
var make_copy = __webpack_require__(25724);
// EXTERNAL MODULE: ./command/drill/due.js
var due = __webpack_require__(3922);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
// EXTERNAL MODULE: ./command/keys/age.js
var age = __webpack_require__(33276);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./progress.js
var progress = __webpack_require__(17973);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./command/backup/confirm.js
var backup_confirm = __webpack_require__(94757);
// EXTERNAL MODULE: ./command/backup/upload.js
var backup_upload = __webpack_require__(94388);
// EXTERNAL MODULE: ./command/project/stores/own-store.js
var own_store = __webpack_require__(96359);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
;// CONCATENATED MODULE: ./command/log/collect.js
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













/** Connects to a source whose log is to be collected. Throws `source-failed` where its server has none that can be. */
async function openLog(project, source, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
        const stack = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        stack.use(await project.seats.server((0,policy/* serverOf */.FN)(source), signal, 'one'));
        const live = stack.use(await (0,progress/* during */.iW)(world.log, { what: `${source.name}: looking at the source` }, () => 
        // A log is that of the server which is written to.
        engine.open(source, project.bench, signal, 'primary')));
        const { log } = live;
        if (log === undefined)
            throw (0,logged/* noLog */.CM)(source);
        const kept = stack.move();
        return { live, log, [Symbol.asyncDispose]: () => kept.disposeAsync() };
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
/** So long a run that was killed keeps others from the log: not for many a tick, and through two renewals that fail. */
const leaseMs = 5 * 60_000;
/**
 * Collects all of the log from there to now, seals it, puts it into every store, reads it back and commits it; only then may the
 * server forget it. Throws `log-gap` where the server does not have all of it any more: nothing is committed then.
 */
async function collectPiece(project, source, { live, log }, asked) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, policy } = project;
        const signing = project.signingKey();
        await (0,own_store/* refuseOwnStores */.R)(project, source);
        const { places, failed } = await project.places(source);
        const wanted = { goesOn: true, ttlMs: leaseMs };
        const leases = __addDisposableResource(env_2, await (0,project_session/* takeLeases */.Dl)(project, (0,catalog_catalog/* logName */.Is)(source.name, { kind: 'log' }), places, wanted), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const volume = (0,catalog_catalog/* logName */.Is)(source.name, { kind: 'volume', number: (0,catalog_catalog/* volumeOf */.Iw)(asked.number) });
        const startedAt = world.now();
        const id = (0,catalog_catalog/* makeId */.M4)(volume, startedAt, (0,external_node_crypto_.randomInt)(1000));
        const key = (0,seal/* newDataKey */.uU)();
        const keys = (0,seal/* boxDataKey */.Je)(id, key, policy.encryption.recipients);
        const freight = { id, source: volume, key, signal, places: leases.places, progress: world.log.progress };
        const onFailure = (store) => leases.forget(store);
        const upload = new backup_upload/* Upload */._({ ...freight, failed: [...failed, ...leases.failed], onFailure });
        try {
            const piece = log.collect(asked.from);
            for await (const part of piece.parts)
                await upload.add(part, 0);
            const result = resultOf(piece, asked);
            refuseEarlier(asked, result);
            const plainBytes = upload.parts.reduce((sum, part) => sum + part.plainBytes, 0);
            const record = recordOf(result, asked, upload);
            await upload.add({ name: catalog_catalog/* recordPart */.pY, compression: 'zstd', body: jsonOf(record) }, 0);
            const manifest = {
                format: 'backproof/v1',
                id,
                source: volume,
                engine: source.engine,
                kind: 'log',
                trigger: 'schedule',
                tags: [],
                retain: false,
                startedAt: startedAt.toISOString(),
                finishedAt: world.now().toISOString(),
                parts: upload.parts,
                versions: { ...world.versions, ...(live.server ? { server: live.server.version } : {}) },
                origin: { ...world.origin, project: policy.project },
                consistency: 'snapshot',
                position: result.to,
                log: {
                    number: asked.number,
                    from: result.from,
                    covers: coversOf(result),
                    ...(record.previous ? { previous: record.previous } : {}),
                    ...(record.previous && asked.volume !== undefined ? { volume: asked.volume } : {}),
                    ...(asked.opened === undefined ? {} : { opened: asked.opened.slice(0, 2000) }),
                },
            };
            await upload.stored();
            const [unreadable] = await Promise.all([upload.readBack(manifest), leases.look()]);
            for (const store of unreadable)
                world.log.warning(`${source.name}: the piece of log in ${store} is in an archive class, and was not read back`);
            const bytes = (0,catalog_catalog/* encodeManifest */.Gb)(manifest);
            const signature = signing && new TextEncoder().encode((0,seal/* signManifest */.TX)(bytes, signing));
            await (0,backup_confirm/* confirmAndCommit */.j)(project, leases, upload, { manifest, keys, signature, bytes }, signal);
            // What was read back is there whatever becomes of the server.
            if ((0,project_session/* namesOf */.eZ)(upload.alive).some((name) => !unreadable.includes(name)))
                await log.release(result.to);
            return { id, result, plainBytes, failures: upload.problems() };
        }
        catch (error) {
            await upload.abandon();
            throw error;
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Throws where an engine gives something else than was asked for: nothing of it is committed then. */
function resultOf(piece, { from }) {
    const result = piece.result();
    if (result.from.at === from.at && result.from.history === from.history)
        return result;
    throw new problem/* Problem */.AF('log-gap', `the log was read from ${result.from.at}, and not from ${from.at}`, {
        hint: 'Run it again.',
    });
}
/** Where the server's clock has gone back, a time does not name one moment any more: a stream ends, and one begins with a base. */
function refuseEarlier({ previous }, { covers }) {
    if (!previous || covers.until >= previous.covers.until)
        return;
    const [was, is] = [previous.covers.until.toISOString(), covers.until.toISOString()];
    throw new problem/* Problem */.AF('log-gap', `the server's clock went back from ${was} to ${is}`, {
        hint: "Set the clock of the server's machine, by NTP.",
    });
}
const coversOf = ({ covers: { from, until } }) => ({
    from: from.toISOString(),
    until: until.toISOString(),
});
function recordOf(result, { number, previous }, { parts }) {
    const sha256 = previous && (0,catalog_catalog/* recordDigest */.kd)(previous.entry);
    return {
        version: 1,
        number,
        ...(previous && sha256 !== undefined ? { previous: { id: previous.entry.id, sha256 } } : {}),
        from: result.from,
        to: result.to,
        covers: coversOf(result),
        parts: parts.map(({ name, sha256 }) => ({ name, sha256 })),
    };
}
const jsonOf = (value) => external_node_stream_.Readable.from([Buffer.from(`${JSON.stringify(value)}\n`)]);

// EXTERNAL MODULE: ./command/log/read-log.js
var read_log = __webpack_require__(61068);
;// CONCATENATED MODULE: ./command/log/told.js

/** What is due of the log stands in the report beside what else is. */
function note({ reports }, source, tasks) {
    const known = reports.get(source.name);
    if (!known)
        return;
    reports.set(source.name, { ...known, tasks: [...known.tasks, ...tasks.map(project_session/* describeTask */.Ve)] });
}
function did({ reports }, source, kind, what) {
    const known = reports.get(source.name);
    if (!known)
        return;
    const tasks = known.tasks.map((task) => (task.kind === kind ? { ...task, did: what } : task));
    reports.set(source.name, { ...known, tasks });
}

;// CONCATENATED MODULE: ./command/log/base.js
var base_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var base_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * What the log is played onto: a dump of the source, or a physical base that is kept beside its dumps. `on`: the base that it is to be an
 * increment on.
 */
async function makeBase(session, source, catalog, on) {
    const { project } = session;
    // A base is of use only with a log: what stops that is told before anything is dumped for it, at each run again.
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const opened = base_addDisposableResource(env_1, await openLog(project, source, project.world.signal), true);
            await opened.log.rehearse();
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = base_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    const request = { trigger: 'schedule', tags: [], retain: false };
    if (source.pointInTime.base === undefined) {
        const { id, findings } = await (0,backup.makeBackup)(project, source, catalog, request);
        session.ids.push(id);
        did(session, source, 'base', `took ${id}`);
        return findings;
    }
    const { increments } = source.pointInTime;
    const named = { ...source, name: (0,read_log/* basesNamed */.yr)(source).name, ...(increments ? { increments } : {}) };
    const increment = on === undefined ? {} : { increment: true };
    const { statePart } = await (0,logged/* replayOf */.X8)(source);
    const { id, base, findings } = await (0,backup.makeBackup)(project, named, catalog, { ...request, ...increment }, {
        statePart: () => statePart,
        dump: ({ log }, since) => {
            if (log?.base)
                return log.base(since?.id === on ? since : undefined);
            throw (0,logged/* noLog */.CM)(source);
        },
    });
    for (const { level, message, hint } of findings.backup?.findings ?? []) {
        const said = `${source.name}: ${message}${hint ? `. ${hint}` : ''}`;
        if (level === 'note')
            project.world.log.info(said);
        else
            project.world.log.warning(said);
    }
    // Why one that was to be an increment is whole belongs into the report as well: a schedule of full ones costs much more.
    const whole = on === undefined ? [] : (findings.backup?.findings ?? []);
    const how = base === undefined ? whole.map(({ message }) => `; ${message}`).join('') : `, what has changed since ${base}`;
    did(session, source, 'base', `took ${id}${how}`);
    return { failures: findings.failures ?? [] };
}

;// CONCATENATED MODULE: ./command/log/broken.js


/**
 * A piece whose manifest is no piece any more still has its name: a failed proof beside it tells whoever only lists its volume to
 * read that (0087). One for each volume is enough.
 */
async function tellBroken(project, source, volumes) {
    const { world } = project;
    const { places } = await project.places(source);
    for (const { name, catalog } of volumes) {
        const foreign = catalog.entries.find((entry) => entry.foreign !== undefined);
        const [broken = foreign && { id: foreign.id, message: foreign.foreign ?? '' }] = (0,catalog_catalog/* illegibleIn */.nw)(catalog);
        // What cannot be read may have it whole.
        if (!broken || catalog.unread.length > 0)
            continue;
        for (const place of places) {
            let isTold = false;
            for await (const { key } of place.store.list(catalog_catalog/* objectName */.Hd.folder(name, 'proofs', broken.id), world.signal))
                isTold ||= key.endsWith('.failed.json');
            if (isTold)
                continue;
            const findings = [{ level: 'failure', blame: 'copy', message: world.redact(broken.message) }];
            const at = world.now();
            const times = { startedAt: at, finishedAt: at, durations: {} };
            const proof = { id: broken.id, level: 'check', store: place.name, outcome: 'failed', findings, ...times };
            for (const failure of await (0,project_session/* keepProof */.MY)(world, [place], name, proof))
                throw failure;
        }
    }
}

// EXTERNAL MODULE: ./command/log/folder.js
var folder = __webpack_require__(99863);
// EXTERNAL MODULE: ./command/log/retain.js
var retain = __webpack_require__(66826);
;// CONCATENATED MODULE: ./command/log/log.js
var log_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var log_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/** Collects what is due of a source's log: a base that it can be played onto, and the piece since the last one. */
async function seeToLog(session, source, dumps, { apply, asked }) {
    const { project } = session;
    const { world, policy } = project;
    const moment = { now: world.now(), timezone: policy.timezone };
    const bases = await (0,read_log/* basesOfLog */.k0)(project, source, dumps);
    const newest = await (0,read_log/* currentLog */.uI)(project, source, bases);
    const tick = (0,plan/* planTick */.jQ)(source, newest.state, moment, asked);
    const looksThrough = tick.due && isTurn(newest);
    const { log, state } = looksThrough ? await (0,read_log/* logAt */.Il)(project, source, bases, 'all') : newest;
    const base = (0,plan/* planBase */.zU)(source, state, moment);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: its log in ${store} could not be read: ${message}`);
    const [unread] = log.unread;
    if (state.tip === undefined && unread) {
        const trying = { work: 'tick', trigger: 'schedule', because: tick.because, recorded: 'failures' };
        await (0,project_session/* attempt */.CD)(session, source, trying, () => Promise.reject(mayGoOn(source, unread)));
        return;
    }
    let entries = bases.entries;
    // Without anything to play it onto, a log is of no use, so that comes first.
    const grows = base.due && base.base !== undefined;
    const begins = base.due && !grows;
    note(session, source, [tick, base]);
    if (begins) {
        const trying = { work: 'base', trigger: 'schedule', because: base.because, recorded: 'failures' };
        const made = await (0,project_session/* attempt */.CD)(session, source, trying, async () => {
            const found = await makeBase(session, source, bases);
            // A stream that began for a reason was told when it did.
            const broken = state.tip !== undefined && (!state.stretch || state.stretch[0].previous) && !state.bases[0];
            return { ...found, failures: [...(broken ? [brokenOff(source, base.because)] : []), ...(found.failures ?? [])] };
        });
        // A log that goes on is collected all the same: the server may not keep it until a base succeeds.
        if (!made && state.tip === undefined)
            return;
        entries = (await (0,read_log/* basesOfLog */.k0)(project, source, undefined)).entries;
    }
    if (tick.due || begins || grows)
        await tryTick(session, source, tick, log, entries);
    const grew = grows && (await growBase(session, source, tick, state.tip));
    await keepWholeLog(session, source, log);
    if (looksThrough)
        await tellBroken(project, source, log.volumes);
    const decides = begins || grew || (tick.due && (state.tip?.number ?? 0) % keptEvery === 0);
    if (apply && decides)
        await letGo(session, source);
}
async function tryTick(session, source, { because }, log, entries) {
    const trying = { work: 'tick', trigger: 'schedule', because, recorded: 'failures' };
    await (0,project_session/* attempt */.CD)(session, source, trying, () => collect(session, source, log, entries));
}
/**
 * A base of what has changed since the last one. The piece before it has shown that the server's history is still that of the last
 * base: upon another's, changes would be put without a trace. The piece after it makes it one that can be restored. True if it was
 * made.
 */
async function growBase(session, source, tick, before) {
    const { project } = session;
    const moment = { now: project.world.now(), timezone: project.policy.timezone };
    const bases = await (0,read_log/* basesOfLog */.k0)(project, source, undefined);
    const { log, state } = await (0,read_log/* currentLog */.uI)(project, source, bases);
    const base = (0,plan/* planBase */.zU)(source, state, moment);
    const isCollected = state.tip?.entry.id !== before?.entry.id;
    // A gap has brought a full one; without the piece, the next run tries again.
    if (!isCollected || !base.due || base.base === undefined)
        return false;
    const trying = { work: 'base', trigger: 'schedule', because: base.because, recorded: 'failures' };
    const made = await (0,project_session/* attempt */.CD)(session, source, trying, () => makeBase(session, source, bases, base.base));
    if (made)
        await tryTick(session, source, tick, log, (await (0,read_log/* basesOfLog */.k0)(project, source, undefined)).entries);
    return made;
}
/** Deciding what is not needed any more takes longer than a piece: so it is done with every so manieth, and with each base. */
const keptEvery = 16;
/**
 * All of a log is read now and then, so that what is missing or damaged in it is found, healed, or ends its window: the rarer the longer it
 * is, so that a piece costs the same however many came before it.
 */
function isTurn({ log, state }) {
    const volumes = log.volumes.length + log.listed.length + log.older;
    return (state.tip?.number ?? 0) % Math.max(keptEvery, volumes) === 0;
}
/** Makes and heals the copies of what was read. */
async function keepWholeLog(session, source, { volumes }) {
    const { project } = session;
    const folders = volumes.map(({ name, catalog }) => ({ name, catalog }));
    if (source.pointInTime.base !== undefined) {
        const { name } = (0,read_log/* basesNamed */.yr)(source);
        folders.push({ name, catalog: await (0,read_log/* basesOfLog */.k0)(project, source, undefined) });
    }
    for (const { name, catalog } of folders)
        await (0,folder/* keepWhole */.J5)(session, source, (0,folder/* folderSource */.WG)(source, name), catalog);
}
/** What the window needs no more. */
async function letGo(session, source) {
    const { project, problems } = session;
    if (problems.some((problem) => problem.source === source.name))
        return;
    const because = ['what the window of point-in-time does not need'];
    const trying = { work: 'prune', trigger: 'schedule', because, recorded: 'failures' };
    await (0,project_session/* attempt */.CD)(session, source, trying, () => (0,retain/* pruneLog */.P)(project, source, true));
}
/** A log that begins anew where one goes on would be a gap: what cannot be read is not taken for what is not there. */
const mayGoOn = ({ name }, { store, message, code = 'store-failed' }) => new problem/* Problem */.AF(code, `no log of ${name} is known, and ${store}, which may have it, could not be read: ${message}`, {
    hint: `Make ${store} reachable, then run it again; or where it is gone for good, take it out of the policy.`,
});
/** Said once, in the run that mends it: moments that could be restored before cannot be any more. */
const brokenOff = ({ name }, [because]) => new problem/* Problem */.AF('log-gap', `a part of the log of ${name} is lost or damaged in the stores: ${because}; a new base was taken`, {
    hint: `\`backproof list --source ${name}\` shows where any second can still be restored.`,
});
/** A piece of log, or where the server lost something of it, a new base and the first piece after that. */
async function collect(session, source, log, entries) {
    const { project } = session;
    const { world } = project;
    const { tip } = log;
    const { compare } = await (0,logged/* replayOf */.X8)(source);
    const isPlace = (at) => compare(at, at) !== undefined;
    if (tip && tip.number >= catalog_catalog/* lastPiece */.tW)
        throw noneFollows(tip);
    const number = (tip?.number ?? 0) + 1;
    const first = tip
        ? { from: tip.to, previous: tip, number, volume: (0,catalog_catalog/* volumeDigest */.hz)(log.stretches, tip) }
        : begun(entries, number, 'the first piece', isPlace);
    if (!first)
        throw new problem/* Problem */.AF('log-gap', `${source.name} has no backup that its log could follow`, { hint: 'Run it again.' });
    const say = async (beginning) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const opened = log_addDisposableResource(env_1, await openLog(project, source, world.signal), true);
            const { result, plainBytes, failures } = await collectPiece(project, source, opened, beginning);
            // One that was made before holds the log back for nobody.
            if (source.pointInTime.slot === 'none')
                await opened.log.teardown();
            const grave = result.findings.filter(({ level }) => level === 'failure');
            for (const { message, hint } of result.findings.filter((one) => !grave.includes(one)))
                world.log.warning(`${source.name}: ${message}${hint ? `. ${hint}` : ''}`);
            const until = (0,words/* formatSecond */.sK)(result.covers.until);
            did(session, source, 'tick', `collected ${(0,words/* formatBytes */.z3)(plainBytes)} of log until ${until}`);
            // The piece is stored all the same: what it tells endangers those to come.
            const threats = grave.map(({ message, hint }) => new problem/* Problem */.AF('source-failed', message, { hint }));
            return { failures: [...failures, ...threats] };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = log_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    };
    try {
        // Of another engine perhaps, that the source had before.
        if (tip && !isPlace(tip.to))
            throw new problem/* Problem */.AF('log-gap', `${tip.entry.id} does not end at a place in the log of ${source.engine}`, {
                hint: 'Nothing is to be done: what was collected before stays as it is.',
            });
        return await say(first);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'log-gap'))
            throw error;
        const [unread] = log.unread;
        // What cannot be read may be what is missing.
        if (unread)
            throw new problem/* Problem */.AF(error.code, `${(0,problem/* messageOf */.bD)(error)}; and ${unread.store}, which may have more of it, cannot be read`, {
                hint: `Make ${unread.store} reachable, then run it again.`,
                cause: error,
            });
        const { tip: now } = await (0,read_log/* readLog */.x6)(project, source, 'newest');
        if (now && now.entry.id !== tip?.entry.id)
            return { skipped: `another run has collected its log until ${(0,words/* formatSecond */.sK)(now.covers.until)} meanwhile` };
        const until = tip ? `: any moment until ${(0,words/* formatSecond */.sK)(tip.covers.until)} can still be restored` : '';
        world.log.warning(`${source.name}: ${(0,problem/* messageOf */.bD)(error)}${until}; a new base is taken`);
        const made = await makeBase(session, source, await (0,read_log/* basesOfLog */.k0)(project, source, undefined));
        const after = await (0,read_log/* basesOfLog */.k0)(project, source, undefined);
        const next = begun(after.entries, number, (0,problem/* messageOf */.bD)(error), isPlace);
        if (!next)
            throw error;
        const then = await say(next);
        // Of a log that begins now, nothing was promised yet.
        const lost = tip ? [error] : [];
        return { ...made, failures: [...lost, ...(made.failures ?? []), ...(then.failures ?? [])] };
    }
}
function noneFollows({ entry: { id }, number }) {
    return new problem/* Problem */.AF('object-damaged', `no piece of log can follow ${id}: it says that it is number ${number}`, {
        hint: `Nobody collects so many: somebody put it there. Run \`backproof delete ${id} --confirm ${id} --because "planted"\`, look at who can write to the stores, and name signers in the policy: then such a piece counts for nothing.`,
    });
}
/** Where a stream begins: at the newest backup that names its place in the log. */
function begun(entries, number, opened, isPlace) {
    const { position } = entries.find(({ manifest: { position }, foreign }) => position !== undefined && isPlace(position) && foreign === undefined)?.manifest ?? {};
    return position && { from: position, previous: undefined, opened, number };
}

// EXTERNAL MODULE: ./command/log/prove.js
var prove = __webpack_require__(17309);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/schedule.js
var schedule = __webpack_require__(40787);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var secret = __webpack_require__(58182);
// EXTERNAL MODULE: ./command/project/shared-place.js
var shared_place = __webpack_require__(28917);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
// EXTERNAL MODULE: ./command/prune/prune.js + 1 modules
var prune = __webpack_require__(92419);
// EXTERNAL MODULE: ./command/prune/retain-source.js + 4 modules
var retain_source = __webpack_require__(38305);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/recovery-kit/pages.js
var pages = __webpack_require__(91721);
// EXTERNAL MODULE: ./command/recovery-kit/text.js
var recovery_kit_text = __webpack_require__(60066);
;// CONCATENATED MODULE: ./command/recovery-kit/recovery-kit.js





/** More than this in its place is none of ours. */
const maxBytes = 256 * 1024;
/**
 * Keeps beside the backups of each store what a stranger needs to open them: who has the bucket and a secret key must not need
 * this program. `failing`: stores that are not written to any more. Gives what a person should know.
 */
async function keepRecoveryKit(project, failing) {
    const { policy, world } = project;
    const kit = (0,recovery_kit_text/* kitOf */.O)(await (0,pages/* readPages */.n)(), world_0/* version */.rE);
    const said = [];
    for (const name of Object.keys(policy.stores)) {
        if (failing.has(name))
            continue;
        try {
            const place = await project.place(name);
            const was = await putKit(place, kit, world.signal);
            if (was === 'changed')
                said.push(`RECOVERY.md in ${name} was not as Backproof ${world_0/* version */.rE} wrote it, and is again: look at who can write to that store`);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            const hint = error.code === 'store-denied' ? '; let the role of this job write RECOVERY* there' : '';
            said.push(`what opens a backup without Backproof is not kept in ${name}: ${error.message}${hint}`);
        }
    }
    return said.map(world.redact);
}
/** Every run reads all of it, side by side: a script that somebody has altered would be given the key. The page is written last. */
async function putKit({ store }, kit, signal) {
    const looked = await (0,catalog_catalog/* mapAtOnce */.$3)([...kit], async ([key, text]) => {
        const there = await (0,catalog_catalog/* readStored */.CL)(store, key, signal, maxBytes).catch(oversized);
        const was = there && Buffer.from(there.bytes).toString();
        return {
            key,
            text,
            was: was === text ? 'kept' : was?.includes(`Backproof ${world_0/* version */.rE}`) ? 'changed' : 'new',
        };
    });
    for (const { key, text, was } of looked)
        if (was !== 'kept')
            await store.put(key, new TextEncoder().encode(text), { signal, contentType: 'text/plain; charset=utf-8' });
    return looked.find(({ was }) => was === 'changed')?.was ?? looked.find(({ was }) => was === 'new')?.was ?? 'kept';
}
/** What is larger than any of ours is replaced as well. */
function oversized(error) {
    if ((0,problem/* isFailure */.N6)(error) && error.code === 'object-damaged')
        return undefined;
    throw error;
}

// EXTERNAL MODULE: ./command/verify/turn.js
var turn = __webpack_require__(14103);
;// CONCATENATED MODULE: ./command/run.js
var run_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
        const [{ warnings }, ages, kit] = await (0,catalog_catalog/* all */.Q7)([
            (0,unclaimed/* lookUnclaimed */.A)(project, options, session.failing),
            (0,age/* noteKeys */.LV)(project),
            keepRecoveryKit(project, session.failing),
        ]);
        for (const warning of [...warnings, ...ages, ...kit])
            world.log.warning(warning);
        const told = await (0,tell/* tellOf */.zy)(session);
        return (0,project_session/* finish */.O9)(session, [...changed, ...warnings, ...ages, ...kit, ...told, ...(await heartbeat.end(session))]);
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
    const known = { tasks: tasks.map(project_session/* describeTask */.Ve), ...(0,project_session/* past */.B6)(catalog, world.now()), warnings };
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
    if (!(0,logged/* isLogged */.j)(source) || source.paused)
        return;
    const because = ['its log is collected'];
    // What it does is recorded by itself.
    const trying = { work: 'log', trigger: 'schedule', because, recorded: false };
    await (0,project_session/* attempt */.CD)(session, source, trying, async () => {
        await seeToLog(session, source, justRead, {
            apply: options.apply === true,
            asked: options.source !== undefined && options.source.length > 0,
        });
        await (0,prove/* proveLogDue */.d)(session, source);
        return {};
    });
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
                return backUp(session, source, catalog, task.base === undefined ? {} : { increment: true });
            case 'copy': {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const bytes = Math.max(0, ...catalog.entries.map((entry) => entry.bytes));
                    const _ = run_addDisposableResource(env_1, await project.seats.heavy(bytes, world.signal), false);
                    return (0,make_copy/* makeCopies */.Oh)(project, source, catalog, [...new Set(task.copies.map(({ id }) => id))]);
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    run_disposeResources(env_1);
                }
            }
            case 'check':
                return (0,turn/* checkSeated */.hj)(project, source, catalog, task.ids);
            case 'read':
            case 'restore': {
                const waiting = await withoutKey(project, source, catalog, task);
                if (waiting)
                    return waiting;
                const entry = catalog.entries.find(({ id }) => id === task.id) ?? (0,plan/* usable */.Je)(catalog, world.now())[0];
                if (!entry)
                    return { skipped: 'no backup to prove yet' };
                return (0,turn/* proveSeated */.dG)(project, source, catalog, entry, (0,turn/* requestDue */.O0)(project, source, catalog, entry, task.kind));
            }
            case 'prune': {
                if (apply && failedBackup)
                    world.log.warning(`${source.name}: nothing is deleted while a part of it fails`);
                const found = await (0,retain_source/* retainSource */.ho)(project, await (0,retain/* withNeeded */.M)(project, source, catalog), catalog, {
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
async function backUp(session, source, catalog, kind) {
    const { project } = session;
    const tags = (0,catalog_catalog/* timeTags */.pK)(catalog.entries, project.world.now());
    const made = await (0,backup.makeBackup)(project, source, catalog, { trigger: 'schedule', tags, retain: false, ...kind });
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
