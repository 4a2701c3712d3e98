export const id = 406;
export const ids = [406];
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

/***/ 6406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5606);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6900);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5086);



/** Every backup of the sources, newest first. */
const list = async (world, options) => {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .openProject */ .U8)(world, options);
    const catalogs = await Promise.all(project.sources.map((source) => project.catalog(source)));
    const entries = catalogs
        .flatMap((catalog) => catalog.entries)
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })));
    const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })));
    const json = { version: 1, project: project.policy.project, backups: entries.map(describe), unread, damaged };
    const problems = catalogs.flatMap(_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .gapsOf */ .dc);
    const text = () => {
        if (entries.length === 0) {
            const stores = [...new Set(project.sources.flatMap((source) => source.stores))];
            if (problems.length > 0)
                return `No backups to show, but not all could be read in ${stores.join(', ')}.`;
            return `No backups in ${stores.join(', ')}. Type \`restorable backup\` to make one.`;
        }
        const head = ['ID', 'SIZE', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF'];
        return (0,_report_report_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)([head, ...entries.map(row)]);
    };
    return { json, text, problems, ids: entries.map((entry) => entry.id) };
};
function describe(entry) {
    const { manifest, proofs } = entry;
    const proof = proofs[0];
    return {
        id: entry.id,
        source: manifest.source,
        engine: manifest.engine,
        createdAt: manifest.startedAt,
        type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
        tags: manifest.tags,
        sealedBytes: entry.bytes,
        retained: manifest.retain,
        held: entry.held,
        copies: entry.copies,
        missing: entry.missing,
        ...(entry.released ? { released: entry.released } : {}),
        ...(entry.trashed
            ? { deletedAt: entry.trashed.at.toISOString(), purgeAfter: entry.trashed.purgeAfter.toISOString() }
            : {}),
        ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
        ...(proof ? { proof: { level: proof.level, outcome: proof.outcome, at: proof.startedAt.toISOString() } } : {}),
    };
}
function row(entry) {
    const { id, type, tags, sealedBytes, retained, held, copies, missing, deletedAt, foreign, proof } = describe(entry);
    const kept = [held ? 'held' : '', retained ? 'retained' : '', deletedAt ? 'deleted' : '', foreign ? 'foreign' : ''];
    const where = `${copies.join(' ')}${missing.length > 0 ? ` (not ${missing.join(' ')})` : ''}`;
    const last = proof ? `${proof.level} ${proof.outcome} ${proof.at.slice(0, 16)}Z` : 'none';
    return [
        id,
        (0,_report_report_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(sealedBytes),
        type,
        tags.join(' ') || '-',
        kept.filter(Boolean).join(' ') || '-',
        where || '-',
        last,
    ];
}


/***/ })

};
