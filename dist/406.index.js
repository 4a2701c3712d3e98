export const id = 406;
export const ids = [406];
export const modules = {

/***/ 6406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2022);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8037);



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
    const problems = [
        ...unread.map(({ source, store, message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('store-failed', `${source}: ${store} could not be listed: ${message}`)),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('manifest-damaged', message)),
    ];
    const text = () => {
        if (entries.length === 0)
            return 'No backups yet. Type `restorable backup`.';
        const head = ['ID', 'SIZE', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF'];
        return (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)([head, ...entries.map(row)]);
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
        (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(sealedBytes),
        type,
        tags.join(' ') || '-',
        kept.filter(Boolean).join(' ') || '-',
        where || '-',
        last,
    ];
}


/***/ })

};
