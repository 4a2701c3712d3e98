export const id = 994570;
export const ids = [994570];
export const modules = {

/***/ 49205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ eachSource)
/* harmony export */ });
/* harmony import */ var _seat_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59775);
/* harmony import */ var _source_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31276);


/**
 * Sees to every source of a session, several at once. What they say stays together, and comes, as do ids and problems, in
 * the order of the policy. What the body throws, such as `cancelled`, is thrown once all that have begun have ended; no
 * further source begins, and what was done until then is in the session.
 */
async function eachSource(session, sources, body) {
    const { world, policy } = session.project;
    const most = Math.min((0,_seat_js__WEBPACK_IMPORTED_MODULE_0__/* .widthOf */ .qz)(policy.concurrency).sources, sources.length);
    if (most <= 1) {
        for (const source of sources)
            await body(session, source);
        return;
    }
    const works = sources.map((source) => ({ source, heard: new _source_log_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceLog */ .O(world.log, source.name), ...nothingYet() }));
    const ended = works.map(() => Promise.withResolvers());
    const thrown = [];
    let next = 0;
    const worker = async () => {
        for (let at = next++; at < works.length; at = next++) {
            const work = works[at];
            try {
                if (work && thrown.length === 0)
                    await body(sessionOf(session, work), work.source);
            }
            catch (error) {
                thrown.push(error);
            }
            finally {
                ended[at]?.resolve();
            }
        }
    };
    const narrate = async () => {
        for (const [at, { heard }] of works.entries()) {
            await heard.hear();
            await ended[at]?.promise;
        }
    };
    await Promise.all([narrate(), ...Array.from({ length: most }, worker)]);
    for (const { ids, deleted } of works) {
        session.ids.push(...ids);
        session.deleted.push(...deleted);
    }
    const order = new Map(sources.map(({ name }, at) => [name, at]));
    const place = (source) => order.get(source) ?? sources.length;
    session.problems.sort((a, b) => place(a.source) - place(b.source));
    if (thrown.length > 0)
        throw thrown[0];
}
const nothingYet = () => ({ ids: [], deleted: [] });
/** The same session, as one source has it: what is known of stores and problems is known to all. */
function sessionOf(session, { heard: { log }, ids, deleted }) {
    const { project } = session;
    return { ...session, ids, deleted, project: { ...project, world: { ...project.world, log } } };
}


/***/ })

};
