export const id = 6406;
export const ids = [6406];
export const modules = {

/***/ 66406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57977);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19410);
/* harmony import */ var _project_databases_open_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71111);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82826);
/* harmony import */ var _project_project_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59452);
/* harmony import */ var _project_shelved_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(99535);
/* harmony import */ var _project_tag_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48870);
/* harmony import */ var _project_unclaimed_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(54798);










/** Every backup of the sources, newest first; with --all also of those that the policy does not have. */
const list = async (world, options) => {
    const { source: names, ...unnamed } = options;
    const project = await (0,_project_project_js__WEBPACK_IMPORTED_MODULE_6__/* .openProject */ .U)(world, options.all ? unnamed : options, { patience: 'short', gone: 'too' });
    const wanted = filterOf(project, options);
    const most = limitOf(options);
    const { shelves, unread: unlisted } = options.all
        ? await shelvesOf(project, names)
        : { shelves: withGone(project, names), unread: [] };
    const catalogs = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(shelves, (shelved) => project.catalog(shelved), 64);
    const entries = catalogs
        .flatMap((catalog) => catalog.entries)
        .filter(wanted)
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
        .slice(0, most);
    const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })));
    const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })));
    const backups = entries.map((entry) => describe(entry, project));
    // With --all they are in the list themselves.
    const look = await (0,_project_unclaimed_js__WEBPACK_IMPORTED_MODULE_9__/* .lookUnclaimed */ .A)(project, options.all ? { shard: '' } : options, unread.map(({ store }) => store));
    for (const warning of look.warnings)
        world.log.warning(warning);
    const json = { version: 1, project: project.policy.project, backups, unread, damaged, ...(0,_project_unclaimed_js__WEBPACK_IMPORTED_MODULE_9__/* .unclaimedJson */ .n)(look) };
    const problems = [
        ...catalogs.flatMap(_project_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .gapsOf */ .dc),
        ...unlisted.map(({ store, message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, {
            hint: 'Backups that exist only in this store are not shown.',
        })),
    ];
    const text = () => {
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
        return (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)([head, ...backups.map((backup) => row(backup, project.policy.timezone))]);
    };
    return { json, text, problems, ids: entries.map((entry) => entry.id) };
};
/** The backups of a database that is not there any more are what somebody looks for. */
function withGone({ sources, expansions }, names = []) {
    const asked = expansions.filter(({ group }) => names.length === 0 || names.includes(group.name));
    const gone = asked.flatMap((one) => one.gone);
    return [...sources, ...gone.filter((source) => !sources.includes(source))];
}
/** What the policy has, and what else the stores have: renamed, removed, or left in a store that the source has left. */
async function shelvesOf(project, names = []) {
    const { shelves, unread } = await (0,_project_shelved_js__WEBPACK_IMPORTED_MODULE_7__/* .shelvedSources */ .A)(project);
    const of = (name) => project.policy.sources[name]?.stores ?? [];
    const all = new Map(project.sources.map(({ name, stores }) => [name, { name, stores }]));
    for (const { name, stores } of shelves)
        all.set(name, { name, stores: [...new Set([...of(name), ...stores])] });
    const wanted = names.flatMap((name) => membersOf(project, name, all));
    const strange = wanted.find((name) => !all.has(name));
    if (strange !== undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `neither the policy nor any store has a source ${strange}`, {
            hint: `There is ${[...all.keys()].join(', ')}.`,
        });
    return { shelves: [...all.values()].filter(({ name }) => names.length === 0 || wanted.includes(name)), unread };
}
/** A name that stands for the databases of a server means each of them. */
function membersOf({ expansions }, name, all) {
    const isGroup = expansions.some(({ group }) => group.name === name);
    const members = isGroup ? [...all.keys()].filter((one) => (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(one)?.group === name) : [];
    return members.length > 0 ? members : [(0,_project_databases_open_js__WEBPACK_IMPORTED_MODULE_4__/* .asSourceName */ .hR)(name)];
}
/** Which backups are asked for, by tags and time; throws `usage` for a time that is none. */
function filterOf({ policy }, { tag, since, until }) {
    const tags = (0,_project_tag_js__WEBPACK_IMPORTED_MODULE_8__/* .requireTags */ .b)(tag ?? []);
    const from = since === undefined ? undefined : (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .parseAt */ .Ze)(since, policy);
    const to = until === undefined ? undefined : (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .parseAt */ .Ze)(until, policy);
    return (entry) => tags.every((one) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsOf */ .Fg)(entry).includes(one)) &&
        (from === undefined || entry.startedAt >= from) &&
        (to === undefined || entry.startedAt < to);
}
function limitOf({ limit }) {
    if (limit === undefined)
        return undefined;
    if (/^[1-9]\d{0,8}$/.test(limit))
        return Number(limit);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(limit)} is not a number of backups`, { hint: 'Write --limit 20.' });
}
/** Of one database of a server, its own name. */
function databaseOf(source) {
    const database = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(source)?.database;
    return database === undefined ? {} : { database };
}
function describe(entry, { policy, world }) {
    const { manifest, proofs } = entry;
    const broken = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .brokenChain */ .Zm)(entry, world.now());
    const proof = proofs[0];
    return {
        id: entry.id,
        source: manifest.source,
        ...databaseOf(manifest.source),
        ...(policy.sources[manifest.source] ? {} : { inPolicy: false }),
        engine: manifest.engine,
        kind: manifest.kind,
        ...(manifest.base === undefined ? {} : { base: manifest.base }),
        createdAt: manifest.startedAt,
        type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
        tags: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsOf */ .Fg)(entry),
        sealedBytes: entry.bytes,
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
    const { id, type, tags, sealedBytes, retained, held, deletedAt, foreign, broken, proof } = backup;
    const kept = [
        held ? 'held' : '',
        retained ? 'retained' : '',
        deletedAt ? 'deleted' : '',
        foreign ? 'foreign' : '',
        broken ? brokenWord[broken.standing] : '',
        'inPolicy' in backup ? 'unclaimed' : '',
    ];
    const where = whereOf(backup);
    const last = proof ? `${proof.level} ${proof.outcome} ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(proof.at, timezone)}` : 'none';
    return [
        id,
        (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(sealedBytes),
        type,
        tags.join(' ') || '-',
        kept.filter(Boolean).join(' ') || '-',
        where || '-',
        last,
    ];
}


/***/ }),

/***/ 44258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19410);


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

/***/ 99535:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ shelvedSources)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
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
                    if (found.get(name)?.has(store) || (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(name, key)?.kind !== 'manifest')
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

/***/ 48870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireTags)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);


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


/***/ }),

/***/ 54798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57977);
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


/***/ })

};
