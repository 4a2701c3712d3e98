export const id = 120698;
export const ids = [120698];
export const modules = {

/***/ 85953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  list: () => (/* binding */ list)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 39 modules
var catalog = __webpack_require__(35549);
// EXTERNAL MODULE: ./judge/judge.js + 52 modules
var judge = __webpack_require__(11219);
// EXTERNAL MODULE: ./policy/policy.js + 73 modules
var policy = __webpack_require__(85149);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/health/work.js
var health_work = __webpack_require__(48912);
;// CONCATENATED MODULE: ./command/health/attempt.js



/** Each reads the lease of its source in every store: of thousands of databases not all at once. */
const atOnce = 16;
async function unfinishedOf(project, shelves, catalogs) {
    const { world } = project;
    const running = await (0,catalog/* mapAtOnce */.$3)(shelves, async ({ name, stores }) => {
        const unread = catalogs.find(({ source }) => source === name)?.unread ?? [];
        const { places } = await project.places({ name, stores });
        const read = places.filter((place) => !unread.some(({ store }) => store === place.name));
        const work = await (0,health_work/* workOn */.x)(world, name, read);
        return work.running.map((one) => ({ source: name, status: 'running', ...one }));
    }, atOnce);
    const failed = catalogs.flatMap(({ source, runs, entries }) => (0,judge/* failedAttempts */.Oj)(runs, entries, world.now()).map((one) => ({ source, status: 'failed', ...one })));
    return { running: running.flat(), failed: failed.toSorted((a, b) => (a.at < b.at ? 1 : -1)) };
}

// EXTERNAL MODULE: ./command/log/logged.js
var log_logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/route.js
var route = __webpack_require__(218);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/shelved.js
var shelved = __webpack_require__(86893);
// EXTERNAL MODULE: ./command/project/tag.js
var tag = __webpack_require__(80280);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
// EXTERNAL MODULE: ./command/restore/record/story.js
var story = __webpack_require__(74884);
;// CONCATENATED MODULE: ./command/list.js
















/** Every backup of the sources, newest first; with --all also of those that the policy does not have. */
const list = async (world, options) => {
    const { source: names, ...unnamed } = options;
    const project = await (0,project_project/* openProject */.U)(world, options.all ? unnamed : options, { patience: 'short', gone: 'too' });
    const wanted = filterOf(project, options);
    const most = limitOf(options);
    const { shelves, unread: unlisted } = options.all
        ? await shelvesOf(project, names)
        : { shelves: withGone(project, names), unread: [] };
    // Side by side, for a store that is far away.
    const [catalogs, restored] = await (0,catalog/* all */.Q7)([
        (0,catalog/* mapAtOnce */.$3)(shelves, (shelved) => project.catalog(shelved), 64),
        lastRestores(project, shelves),
    ]);
    const entries = catalogs
        .flatMap((catalog) => catalog.entries)
        .filter(wanted)
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
        .slice(0, most);
    const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })));
    const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })));
    const backups = entries.map((entry) => describe(entry, project, restored.get(entry.id)));
    const [look, { running, failed }] = await (0,catalog/* all */.Q7)([
        // With --all they are in the list themselves.
        (0,unclaimed/* lookUnclaimed */.A)(project, options.all ? { shard: '' } : options, unread.map(({ store }) => store)),
        unfinished(project, options, shelves, catalogs),
    ]);
    for (const warning of look.warnings)
        world.log.warning(warning);
    const windows = await windowsIn(project, shelves);
    const found = { backups, running, failed, unread, damaged, ...(windows.length > 0 ? { windows } : {}) };
    const json = (0,world_0/* redactAll */.$I)({ version: 1, project: project.policy.project, ...found, ...(0,unclaimed/* unclaimedJson */.n)(look) }, world.redact);
    const problems = [
        ...catalogs.flatMap(entry/* gapsOf */.dc),
        ...unlisted.map(({ store, message }) => new problem/* Problem */.AF('store-failed', `${store} could not be listed: ${message}`, {
            hint: 'Backups that exist only in this store are not shown.',
        })),
    ];
    const lines = running.map((one) => `at work on ${one.source} in ${one.store}: ${(0,words/* oneLine */.TN)(one.holder, 200)}`);
    const text = () => [tableOf(), ...windows.map(windowText), ...lines].join('\n');
    const tableOf = () => {
        if (entries.length === 0) {
            const stores = [...new Set(project.sources.flatMap((source) => source.stores))];
            if (problems.length > 0)
                return `No backups to show, but some could not be read in ${stores.join(', ')}.`;
            if (options.tag ?? options.since ?? options.until)
                return `No matching backups in ${stores.join(', ')}.`;
            if (look.unclaimed.length > 0)
                return `No backups of ${project.sources.map(({ name }) => name).join(', ')} in ${stores.join(', ')}; other sources have some: \`backproof list --all\`.`;
            return `No backups in ${stores.join(', ')}. Run \`backproof backup\` to make one.`;
        }
        const head = ['ID', 'SEALED', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF'];
        const { timezone } = project.policy;
        const more = (cell) => (backups.some(({ restore }) => restore) ? [cell] : []);
        return (0,words/* table */.tp)([
            [...head, ...more('LAST RESTORE')],
            ...backups.map((backup) => [...row(backup, timezone), ...more(restoreText(backup.restore, timezone))]),
        ]);
    };
    return { json, text, problems, ids: entries.map((entry) => entry.id) };
};
/** Of each source whose log is collected, where any moment can be restored, the newest first. */
async function windowsIn(project, shelves) {
    const logged = project.sources.filter((source) => (0,log_logged/* isLogged */.j)(source) && shelves.some(({ name }) => name === source.name));
    const found = await (0,catalog/* mapAtOnce */.$3)(logged, async (source) => {
        const { windows } = await (0,route/* lookAtLog */.lv)(project, source);
        return windows.map(({ from, until }) => ({
            source: source.name,
            from: from.toISOString(),
            until: until.toISOString(),
        }));
    });
    return found.flat();
}
const windowText = ({ source, from, until }) => `${source}: any second from ${(0,words/* formatSecond */.sK)(new Date(from), 'up')} to ${(0,words/* formatSecond */.sK)(new Date(until))}`;
/** What is at work, and attempts that failed: of the time and as many as are asked for; no tag is theirs. */
async function unfinished(project, options, shelves, catalogs) {
    const { running, failed } = await unfinishedOf(project, shelves, catalogs);
    const within = withinOf(project, options);
    const tagged = (options.tag?.length ?? 0) > 0;
    return { running, failed: tagged ? [] : failed.filter(({ at }) => within(new Date(at))).slice(0, limitOf(options)) };
}
/** The backups of a database that is not there any more are what somebody looks for. */
function withGone({ sources, expansions }, names = []) {
    const asked = expansions.filter(({ group }) => names.length === 0 || names.includes(group.name));
    const gone = asked.flatMap((one) => one.gone);
    return [...sources, ...gone.filter((source) => !sources.includes(source))];
}
/** What the policy has, and what else the stores have: renamed, removed, or left in a store that the source has left. */
async function shelvesOf(project, names = []) {
    const { shelves, unread } = await (0,shelved/* shelvedSources */.A)(project);
    const of = (name) => project.policy.sources[name]?.stores ?? [];
    const all = new Map(project.sources.map(({ name, stores }) => [name, { name, stores }]));
    for (const { name, stores } of shelves)
        all.set(name, { name, stores: [...new Set([...of(name), ...stores])] });
    const wanted = names.flatMap((name) => membersOf(project, name, all));
    const strange = wanted.find((name) => !all.has(name));
    if (strange !== undefined)
        throw new problem/* Problem */.AF('usage', `neither the policy nor any store has a source ${strange}`, {
            hint: `There is ${[...all.keys()].join(', ')}.`,
        });
    return { shelves: [...all.values()].filter(({ name }) => names.length === 0 || wanted.includes(name)), unread };
}
/** A name that stands for the databases of a server means each of them. */
function membersOf({ expansions }, name, all) {
    const isGroup = expansions.some(({ group }) => group.name === name);
    const members = isGroup ? [...all.keys()].filter((one) => (0,policy/* readMember */.hd)(one)?.group === name) : [];
    return members.length > 0 ? members : [(0,databases_open/* asSourceName */.hR)(name)];
}
/** Which backups are asked for, by tags and time; throws `usage` for a time that is none. */
function filterOf(project, options) {
    const tags = (0,tag/* requireTags */.b)(options.tag ?? []);
    const within = withinOf(project, options);
    return (entry) => tags.every((one) => (0,catalog/* tagsOf */.Fg)(entry).includes(one)) && within(entry.startedAt);
}
function withinOf({ policy }, { since, until }) {
    const from = since === undefined ? undefined : (0,entry/* parseAt */.Ze)(since, policy);
    const to = until === undefined ? undefined : (0,entry/* parseAt */.Ze)(until, policy);
    return (at) => (from === undefined || at >= from) && (to === undefined || at < to);
}
function limitOf({ limit }) {
    if (limit === undefined)
        return undefined;
    if (/^[1-9]\d{0,8}$/.test(limit))
        return Number(limit);
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(limit)} is not a number of backups`, { hint: 'Write --limit 20.' });
}
/** Of one database of a server, its own name. */
function databaseOf(source) {
    const database = (0,policy/* readMember */.hd)(source)?.database;
    return database === undefined ? {} : { database };
}
/** The newest restore of each backup, by its id. A store that cannot be read is named by its catalog. */
async function lastRestores(project, shelves) {
    const all = await (0,catalog/* mapAtOnce */.$3)(shelves, (shelved) => (0,story/* seenRestores */.TD)(project, shelved), 64);
    // Oldest first: of each backup, the newest stays.
    return new Map(all.flatMap(({ seen }) => seen.toReversed().map((one) => [one.backup, one])));
}
const restoreText = (restore, timezone) => restore ? `${restore.state.replace('_', ' ')} ${(0,words/* formatTime */.fU)(restore.at, timezone)}` : '-';
function describe(entry, { policy, world }, restored) {
    const { manifest, proofs } = entry;
    const broken = (0,catalog/* brokenChain */.Zm)(entry, world.now());
    const proof = proofs[0];
    return {
        id: entry.id,
        status: (0,catalog/* standing */.JA)(entry, world.now()),
        source: manifest.source,
        ...databaseOf(manifest.source),
        ...(policy.sources[manifest.source] ? {} : { inPolicy: false }),
        engine: manifest.engine,
        kind: manifest.kind,
        ...(manifest.base === undefined ? {} : { base: manifest.base }),
        createdAt: manifest.startedAt,
        type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
        tags: (0,catalog/* tagsOf */.Fg)(entry),
        sealedBytes: entry.bytes,
        encryption: judge/* algorithm */.WT,
        retained: manifest.retain,
        held: entry.held,
        copies: entry.copies,
        missing: entry.missing,
        ...(entry.lost ? { lost: entry.lost.filter(({ store }) => entry.missing.includes(store)) } : {}),
        ...(entry.unread ? { unread: entry.unread } : {}),
        ...(entry.damaged ? { damaged: entry.damaged.map(({ store, because }) => ({ store, because })) } : {}),
        ...(entry.released ? { released: entry.released } : {}),
        ...(entry.trashed
            ? { deletedAt: entry.trashed.at.toISOString(), purgeAfter: entry.trashed.purgeAfter.toISOString() }
            : {}),
        ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
        ...(broken ? { broken: { standing: broken.standing, because: broken.because } } : {}),
        ...(proof ? { proof: { level: proof.level, outcome: proof.outcome, at: proof.startedAt.toISOString() } } : {}),
        ...(restored ? { restore: { id: restored.id, state: restored.state, at: restored.at.toISOString() } } : {}),
    };
}
/** "primary disk? (not offsite) (damaged nas)": of a store that could not be read nobody knows whether it has it. */
function whereOf({ copies, missing, lost = [], unread = [], damaged = [], }) {
    const broken = damaged.map(({ store }) => store);
    const gone = lost.map(({ store }) => store);
    const never = missing.filter((store) => !gone.includes(store));
    const sound = copies.filter((store) => !broken.includes(store));
    return [
        ...sound,
        ...unread.map((store) => `${store}?`),
        ...(never.length > 0 ? [`(not ${never.join(' ')})`] : []),
        ...(gone.length > 0 ? [`(lost ${gone.join(' ')})`] : []),
        ...(broken.length > 0 ? [`(damaged ${broken.join(' ')})`] : []),
    ].join(' ');
}
const brokenWord = { orphaned: 'orphaned', damaged: 'base-damaged' };
function row(backup, timezone) {
    const { id, type, kind, tags, sealedBytes, retained, held, deletedAt, foreign, broken, proof } = backup;
    const kept = [
        held ? 'held' : '',
        retained ? 'retained' : '',
        deletedAt ? 'deleted' : '',
        foreign ? 'foreign' : '',
        broken ? brokenWord[broken.standing] : '',
        'inPolicy' in backup ? 'unclaimed' : '',
    ];
    const where = whereOf(backup);
    const last = proof ? `${proof.level} ${proof.outcome} ${(0,words/* formatTime */.fU)(proof.at, timezone)}` : 'none';
    return [
        id,
        (0,words/* formatBytes */.z3)(sealedBytes),
        kind === 'increment' ? `${type} increment` : type,
        tags.join(' ') || '-',
        kept.filter(Boolean).join(' ') || '-',
        where || '-',
        last,
    ];
}


/***/ }),

/***/ 86893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ shelvedSources)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
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
 * All sources that the stores have backups of, whether the policy has them or not, with these stores; and the stores that
 * could not be listed. Lists every object of every store: for a person who asks, not for each run.
 */
async function shelvedSources(project) {
    const { world, policy } = project;
    const found = new Map();
    const unread = [];
    for (const store of Object.keys(policy.stores)) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, world.log.progress({ what: `looking for backups in ${store}` }), false);
            try {
                const place = await project.place(store);
                for await (const { key } of place.store.list('', world.signal)) {
                    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(key.slice(0, Math.max(0, key.indexOf('/')))) ?? '';
                    // The log of a source is shown with it.
                    if ((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name) || found.get(name)?.has(store) || (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(name, key)?.kind !== 'manifest')
                        continue;
                    found.set(name, (found.get(name) ?? new Set()).add(store));
                }
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
                    throw error;
                unread.push({ store, message: error.message });
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    const shelves = [...found].map(([name, stores]) => ({ name, stores: [...stores] }));
    return { shelves: shelves.sort((a, b) => (a.name < b.name ? -1 : 1)), unread };
}


/***/ }),

/***/ 80280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireTags)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** The tags, each once; throws `usage` where one cannot be a tag, or there are more than a manifest takes. */
function requireTags(tags) {
    const different = [...new Set(tags)];
    if (different.length > _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${different.length} tags were given for one backup`, {
            hint: `A backup has at most ${_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH} tags.`,
        });
    }
    for (const tag of tags) {
        if (_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagPattern */ .bO.test(tag))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(tag)} is not a tag`, {
            hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
        });
    }
    return different;
}


/***/ })

};
