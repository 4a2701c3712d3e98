export const id = 284;
export const ids = [284];
export const modules = {

/***/ 6900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5086);




/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `restorable list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || entry.copies.length === 0)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has a whole copy of it; `restorable list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `restorable list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${known.slice(0, 10).join(', ')}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id names one backup already.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that does not read. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, hint ? { hint } : {})),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message)),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that counts, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, at) {
    const good = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed && entry.copies.length > 0);
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${at.toISOString()} or before` : ''}`), {
        hint: oldest
            ? `The oldest is of ${oldest.manifest.startedAt}.`
            : deleted
                ? `Its backups are deleted: \`restorable undelete --id ${deleted.id}\` brings one back.`
                : (catalog.unread[0]?.hint ?? `Type \`restorable backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is not restored, nor proven. `restorable list` shows those that count.',
        });
    }
    const name = store === undefined ? entry.copies[0] : entry.copies.find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no whole copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 8284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   report: () => (/* binding */ report)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8318);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5606);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1430);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6900);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5387);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5086);








/** The health of every source. It informs: what is unwell does not fail it, only what cannot be looked at. */
const report = async (world, options) => {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .openProject */ .U8)(world, options);
    const problems = [];
    const sources = [];
    for (const source of project.sources) {
        const catalog = await project.catalog(source);
        problems.push(...(0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .gapsOf */ .dc)({ ...catalog, damaged: [] }));
        sources.push(await look(project, source, catalog, problems));
    }
    const health = { project: project.policy.project, at: world.now(), sources };
    if (options.html !== undefined)
        await writePage((0,_policy_file_js__WEBPACK_IMPORTED_MODULE_6__/* .pathFrom */ .Iw)(world.cwd, options.html), (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .healthPage */ ._e)(health));
    const markdown = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .renderHealth */ .Bh)(health);
    const text = () => (options.markdown ? markdown : (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .healthText */ .gB)(health));
    return { json: (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .healthJson */ .VK)(health), text, markdown, problems };
};
async function look(project, source, catalog, problems) {
    const { world, policy } = project;
    const now = world.now();
    const proof = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .newestRestore */ .FB)(catalog, now);
    let durations = {};
    try {
        if (proof)
            durations = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readDurations */ .A2)(await project.place(proof.store), source.name, proof, world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
            throw error;
        problems.push(error);
    }
    const health = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeHealth */ .u7)(policy, source, catalog, now, durations);
    // Before anything is made of them: in Markdown and HTML a secret no longer looks like itself.
    return { ...health, findings: health.findings.map((finding) => (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .redactAll */ .$I)(finding, world.redact)) };
}
async function writePage(path, page) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, page);
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the page cannot be written: ${cause.message}`, {
            hint: 'Give --html a file in a folder that exists and may be written to.',
            cause,
        });
    }
}


/***/ })

};
