export const id = 8284;
export const ids = [8284];
export const modules = {

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


/***/ }),

/***/ 38284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   report: () => (/* binding */ report)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53331);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91188);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69581);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19410);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51430);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82826);
/* harmony import */ var _project_policy_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(36869);
/* harmony import */ var _project_project_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(59452);
/* harmony import */ var _project_unclaimed_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(54798);











/** The health of every source. It informs: what is unwell does not fail it, only what cannot be looked at. */
const report = async (world, options) => {
    const project = await (0,_project_project_js__WEBPACK_IMPORTED_MODULE_9__/* .openProject */ .U)(world, options, { patience: 'short' });
    const problems = [];
    const sources = [];
    const failing = new Set();
    for (const source of project.sources) {
        const catalog = await project.catalog(source);
        problems.push(...(0,_project_entry_js__WEBPACK_IMPORTED_MODULE_7__/* .gapsOf */ .dc)({ ...catalog, damaged: [] }));
        for (const { store } of catalog.unread)
            failing.add(store);
        sources.push(await look(project, source, catalog, problems));
    }
    const unclaimed = await (0,_project_unclaimed_js__WEBPACK_IMPORTED_MODULE_10__/* .lookUnclaimed */ .A)(project, options, failing);
    const health = {
        project: project.policy.project,
        at: world.now(),
        timezone: project.policy.timezone,
        sources,
        warnings: unclaimed.warnings,
    };
    if (options.html !== undefined)
        await writePage((0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_8__/* .pathFrom */ .Iw)(world.cwd, options.html), (0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .healthPage */ ._e)(health));
    const markdown = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .renderHealth */ .Bh)(health);
    const text = ({ detail = 'usual' }) => (options.markdown ? markdown : (0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .healthText */ .gB)(health, detail));
    return { json: { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .healthJson */ .VK)(health), ...(0,_project_unclaimed_js__WEBPACK_IMPORTED_MODULE_10__/* .unclaimedJson */ .n)(unclaimed) }, text, markdown, problems };
};
async function look(project, source, catalog, problems) {
    const { world, policy } = project;
    const now = world.now();
    const proof = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .newestRestore */ .FB)(catalog, now);
    let durations = {};
    try {
        const place = proof && (await placeOf(project, catalog, proof));
        if (place)
            durations = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readDurations */ .A2)(place, source.name, proof, world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error))
            throw error;
        problems.push(error);
    }
    const health = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeHealth */ .u7)(policy, source, catalog, now, durations);
    // Before anything is made of them: in Markdown and HTML a secret no longer looks like itself.
    return { ...health, findings: health.findings.map((finding) => (0,_world_js__WEBPACK_IMPORTED_MODULE_6__/* .redactAll */ .$I)(finding, world.redact)) };
}
/** A proof stands beside every copy of its backup: the store that it is of may have left the policy, or be away. */
async function placeOf(project, { entries, unread }, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = [proof.store, ...copies].find((store) => copies.includes(store) && !unread.some((one) => one.store === store));
    return name === undefined ? undefined : project.place(name);
}
async function writePage(path, page) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, page);
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `the page cannot be written: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A3)(cause)}`, {
            hint: 'Give --html a file in a folder that exists and may be written to.',
            cause,
        });
    }
}


/***/ })

};
