export const id = 434248;
export const ids = [2802,3188];
export const modules = {

/***/ 21666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isOfOneStore),
/* harmony export */   o: () => (/* binding */ fromCopies)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94960);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82752);



/** What is wrong with one store, or with the copy in it, and says nothing of the others: the next copy is tried. */
const ofOneStore = [
    'store-missing',
    'store-denied',
    'store-unavailable',
    'store-failed',
    'object-missing',
    'object-archived',
    'object-damaged',
    'manifest-damaged',
    'key-wrong',
];
/** True for a failure that the next copy may not have. */
function isOfOneStore(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error) && ofOneStore.includes(error.code);
}
/**
 * Uses the copy in the named store, or the nearest one. If that copy is damaged or cannot be read, reports it and uses
 * the next. Throws the first copy's error if none can be used, or if a target that the first has begun to fill refuses
 * the next. `near`: the store to begin with where it has a copy; absent: the nearest.
 */
async function fromCopies(project, entry, store, body, near) {
    const asked = (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .requireCopy */ .Ri)(entry, store);
    const inOrder = store === undefined ? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearestCopies */ .e)(project.policy, entry) : [asked];
    const stores = near !== undefined && inOrder.includes(near) ? [...new Set([near, ...inOrder])] : inOrder;
    const passedOver = [];
    let first;
    for (const [index, name] of stores.entries()) {
        try {
            const place = await project.place(name);
            return { value: await body(place), place, passedOver };
        }
        catch (error) {
            if (first && (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'target-refused'))
                throw begun(first, entry, name);
            if (!isOfOneStore(error))
                throw error;
            first ??= error;
            const next = stores[index + 1];
            if (next === undefined)
                break;
            const message = `the copy in ${name} cannot be used: ${error.message}`;
            passedOver.push({ level: 'warning', blame: 'copy', message });
            // A key that was given wrong is no matter of this copy, as a rule; one sealed to other keys is tried in silence.
            if (error.code !== 'key-wrong')
                project.world.log.warning(`${entry.id}: ${message}; trying the copy in ${next}`);
        }
    }
    throw first ?? new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-missing', `no store has ${entry.id}`, { hint: 'Run `backproof list`.' });
}
function begun(first, { id }, next) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(first.code, `${first.message}; the target holds part of it, and the next copy needs an empty target`, {
        hint: `Empty the target, then restore again with --id ${id} --store ${next}.`,
        cause: first,
    });
}


/***/ }),

/***/ 82752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ allCopies),
/* harmony export */   e: () => (/* binding */ nearestCopies)
/* harmony export */ });
/**
 * The stores whose copies to try, in order: by the source's `read-from`, then the nearest first, directories before S3;
 * among equals, in the order of the policy. A copy that is marked as deleted comes last.
 */
function nearestCopies({ stores, sources }, { manifest, copies, marked }) {
    const own = Object.hasOwn(sources, manifest.source) ? sources[manifest.source]?.readFrom : undefined;
    const distance = (store) => {
        const said = own?.indexOf(store) ?? -1;
        const far = said >= 0 ? said : 1000 + (stores[store]?.kind === 'directory' ? 0 : 1);
        return marked.includes(store) ? far + 10_000 : far;
    };
    return copies.toSorted((one, other) => distance(one) - distance(other));
}
/** The same, with the copies that are known to be damaged at the end: they may have been mended by hand. */
function allCopies(policy, entry) {
    const damaged = (entry.damaged ?? []).map(({ store }) => store);
    return [...new Set([...nearestCopies(policy, entry), ...damaged])];
}


/***/ }),

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


/***/ }),

/***/ 31276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ SourceLog)
/* harmony export */ });
/**
 * The lines of one source while others are worked on, too: kept until it is this one's turn to be heard, and said at once
 * from then on. So the lines of a source stand together, and no group of a workflow log begins inside another source's.
 */
class SourceLog {
    /** For whoever works on the source; its functions need no object before them. */
    log;
    #to;
    #kept = [];
    #groups = [];
    #heard = false;
    constructor(to, source) {
        this.#to = to;
        this.log = {
            info: (message) => this.#line((log) => log.info(message)),
            warning: (message) => this.#line((log) => log.warning(message)),
            error: (message) => this.#line((log) => log.error(message)),
            fault: (fault) => this.#line((log) => log.fault(fault)),
            group: (name, body) => this.#group(name, body),
            // What is under way changes by itself, and names its source.
            progress: (step) => to.progress({ ...step, source }),
        };
    }
    async #group(name, body) {
        if (this.#heard)
            return this.#to.group(name, body);
        this.#kept.push({ kind: 'open', name });
        try {
            return await body();
        }
        finally {
            if (this.#heard)
                await this.#close();
            else
                this.#kept.push({ kind: 'close' });
        }
    }
    /** It is this source's turn: prints what was held back, and holds back nothing from now on. */
    async hear() {
        // More may come while a group ends.
        for (let next = this.#kept.shift(); next; next = this.#kept.shift()) {
            if (next.kind === 'line')
                next.say(this.#to);
            else if (next.kind === 'open')
                this.#open(next.name);
            else
                await this.#close();
        }
        this.#heard = true;
    }
    #line(say) {
        if (this.#heard)
            say(this.#to);
        else
            this.#kept.push({ kind: 'line', say });
    }
    #open(name) {
        const { promise, resolve } = Promise.withResolvers();
        this.#groups.push({ close: resolve, closed: this.#to.group(name, () => promise) });
    }
    async #close() {
        const group = this.#groups.pop();
        group?.close();
        await group?.closed;
    }
}


/***/ }),

/***/ 94960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   vc: () => (/* binding */ requireRestorable),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _time_time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72614);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);




/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `backproof list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || (entry.copies.length === 0 && entry.foreign === undefined))) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has an intact copy of it; `backproof list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `backproof list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .namesSome */ .Tc)(known, 10)}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id already names one backup.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that cannot be parsed. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, { hint })),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-damaged', message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.damaged })),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that can be restored, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, { now, timezone }, at) {
    const good = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [orphan] = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .brokenChain */ .Zm)(entry, now) !== undefined);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-damaged', damaged.message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.damaged });
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(at, timezone)} or before` : ''}`), {
        hint: oldest
            ? `The oldest is from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(oldest.startedAt, timezone)}.`
            : orphan?.broken
                ? `${orphan.id} cannot be restored: ${orphan.broken.because}. ${orphan.broken.hint}`
                : deleted
                    ? `Its backups are deleted: \`backproof undelete --id ${deleted.id}\` brings one back.`
                    : (catalog.unread[0]?.hint ?? `Run \`backproof backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is neither restored nor proven. `backproof list` shows the backups that count.',
        });
    }
    const name = store === undefined
        ? entry.copies[0]
        : [...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store)].find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${store} has no intact copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** Throws unless this version can restore the backup: `object-missing` where what it builds on is gone. */
function requireRestorable({ id, manifest, broken }) {
    if (broken?.standing === 'orphaned')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-missing', `${id} cannot be restored: ${broken.because}`, { hint: broken.hint });
    const log = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source);
    if (log === undefined)
        return;
    const what = manifest.kind === 'log' ? 'is a piece of a log' : 'is what a log is played onto';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${id} ${what}, and not restored by itself`, {
        hint: `Run \`backproof restore --source ${log.source} --at latest\`, or with the time that you want.`,
    });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_time_time_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_time_time_js__WEBPACK_IMPORTED_MODULE_2__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 81793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 39 modules
var catalog = __webpack_require__(35549);
// EXTERNAL MODULE: ./plan/plan.js + 18 modules
var plan = __webpack_require__(75463);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/copy/nearest.js
var nearest = __webpack_require__(82752);
// EXTERNAL MODULE: ./command/drill/drill.js + 5 modules
var drill = __webpack_require__(69264);
// EXTERNAL MODULE: ./command/drill/due.js
var due = __webpack_require__(3922);
// EXTERNAL MODULE: ./judge/judge.js + 52 modules
var judge = __webpack_require__(11219);
// EXTERNAL MODULE: ./report/report.js + 72 modules
var report = __webpack_require__(26174);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/drill/keep.js
var keep = __webpack_require__(14227);
;// CONCATENATED MODULE: ./command/drill/status.js






/** Older ones are in the stores; a person looks at the last few. */
const most = 50;
/** Which drills there were, newest first. */
async function drillStatus(world, options) {
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short' });
    const { policy } = project;
    const { drills: seen, unread } = await (0,keep/* seenDrills */.Co)(project);
    const told = await (0,keep/* readDrills */.f)(project, seen.slice(0, most));
    const drills = (0,world_0/* redactAll */.$I)(told.map(({ seen, record }) => (0,judge/* drillHealth */.yI)(seen, record)), world.redact);
    const left = seen.length - drills.length;
    const problems = unread.map(({ store, message, hint }) => new problem/* Problem */.AF('store-failed', `the drills in ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Drills that only this store knows of are not shown.',
    }));
    const text = () => drills.length === 0
        ? 'No drill is known.'
        : [
            ...drills.map((one) => (0,report/* drillText */.vZ)(one, policy.timezone)),
            ...(left > 0 ? [`and ${left} earlier ones`] : []),
        ].join('\n');
    return {
        json: { version: 1, project: policy.project, drills, ...(left > 0 ? { left } : {}), unread },
        text,
        problems,
    };
}

// EXTERNAL MODULE: ./command/log/logged.js
var log_logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/prove.js
var prove = __webpack_require__(17309);
// EXTERNAL MODULE: ./command/log/route.js
var route = __webpack_require__(218);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/databases/said.js
var said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
;// CONCATENATED MODULE: ./command/verify/cancelled.js




/**
 * Proves every source, and reports. If cancelled midway, it reports the proofs so far, and names the sources that were
 * not done; with nothing to report it throws `cancelled`.
 */
async function proveEach(session, sources, body, afterwards = async () => undefined) {
    const done = new Set();
    try {
        await (0,each_source/* eachSource */.F)(session, sources, async (session, source) => {
            await body(session, source);
            done.add(source);
        });
        await afterwards();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        const told = session.problems.length > 0 || [...session.reports.values()].some(({ proofs }) => proofs.length > 0);
        if (!told)
            throw error;
        for (const source of sources.filter((one) => !done.has(one))) {
            const hint = `Run \`backproof verify --source ${source.name}\` again.`;
            session.problems.push({
                source: source.name,
                error: new problem/* Problem */.AF('cancelled', `not done: ${error.message}`, { hint }),
            });
        }
        const result = (0,project_session/* finish */.O9)(session);
        // No source's own: it is printed as of any command.
        return { ...result, problems: [error, ...result.problems] };
    }
    return (0,tell/* finishAndTell */._2)(session);
}

// EXTERNAL MODULE: ./command/verify/turn.js
var turn = __webpack_require__(14103);
;// CONCATENATED MODULE: ./command/verify/verify.js


















/** Proves the newest backup of every source that is named, or the ones whose ids are given. */
const verify = async (world, options) => {
    if (options.status)
        return drillStatus(world, options);
    if (options.drill !== undefined)
        return (0,drill/* drill */.Es)(world, options);
    (0,drill/* refuseSignature */.Bk)(options);
    if (options.due)
        return verifyDue(world, options);
    if (options.level === momentLevel)
        return verifyLogs(world, options);
    const level = parseLevel(options.level ?? 'read');
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    if (options.image !== undefined && level !== 'restore')
        throw new problem/* Problem */.AF('usage', `--image is for a restore, not for a ${level}`, {
            hint: 'Add --level restore: a read starts no server.',
        });
    const work = options.image === undefined ? level : 'trial';
    const attempted = { work, trigger: 'manual', because: ['asked for'] };
    const wanted = options.id
        ? await Promise.all(options.id.map(async (id) => {
            const found = await (0,project_entry/* findEntry */.w4)(project, id);
            (0,project_entry/* requireSource */.nH)(found, options.source);
            return { source: sourceIn(project, found.shelved.name), id };
        }))
        : project.sources.map((source) => ({ source }));
    const sources = [...new Set(wanted.map(({ source }) => source))];
    warnOfDoubts(project, options);
    const session = (0,project_session/* newSession */.RL)(project, 'verify', sources);
    return proveEach(session, sources, async (session, source) => {
        for (const { id } of wanted.filter((one) => one.source === source)) {
            await (0,project_session/* attempt */.CD)(session, source, attempted, () => verifyOne(session, source, { level, id, store: options.store, image: options.image }));
        }
    });
};
/** A database that no store's list has is proven by nobody. */
function warnOfDoubts(project, { source }) {
    for (const says of (0,said/* saidDoubts */.bs)(project, source))
        project.world.log.warning(says);
}
async function verifyOne(session, source, { level, id, store, image }) {
    const { project } = session;
    const { policy, world } = project;
    const catalog = await project.catalog(source);
    const entry = id
        ? (await (0,project_entry/* findEntry */.w4)(project, id)).entry
        : (0,project_entry/* newestEntry */.xm)(catalog, { now: world.now(), timezone: policy.timezone });
    (0,project_entry/* requireCopy */.Ri)(entry, store);
    const all = level === 'check' || source.verify.copies === 'all';
    const request = store !== undefined
        ? { level, image, stores: [store], copies: 'all' }
        : all
            ? { level, image, stores: (0,nearest/* allCopies */.b)(policy, entry), copies: 'all' }
            : { level, image, copies: 'first' };
    const found = await (0,turn/* proveSeated */.dG)(project, source, catalog, entry, request);
    // The output of a step that failed: what it names is proven.
    if (found.proofs?.some(({ outcome }) => outcome === 'passed'))
        session.ids.push(entry.id);
    // The newest one may be damaged so that it does not even show.
    const damaged = id
        ? []
        : catalog.damaged.map(({ message }) => new problem/* Problem */.AF('manifest-damaged', message, { hint: problem/* remedy */.zL.damaged }));
    const unseen = unseenIn(project, catalog, { newest: id === undefined, all: all && store === undefined });
    return {
        ...found,
        failures: [...damaged, ...unseen, ...(found.failures ?? [])],
        ...(0,project_session/* past */.B6)(catalog, world.now()),
    };
}
/** The proofs that are due by the policy's schedules, and nothing else: what a workflow with the secret key calls at any tick. */
const verifyDue = async (world, options) => {
    const said = ['level', 'id', 'store', 'image'].find((name) => options[name] !== undefined);
    if (said)
        throw new problem/* Problem */.AF('usage', `--due cannot be combined with --${said}`, {
            hint: 'Leave one out: --due proves the newest backups at the levels that have a schedule in the policy.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options);
    warnOfDoubts(project, options);
    const session = (0,project_session/* newSession */.RL)(project, 'verify');
    const drills = () => (0,due/* drillsDue */.b)(session, options);
    const proofs = async (session, source) => {
        const { project } = session;
        // A restore reads every byte: after it, no read is due.
        for (const level of ['restore', 'read']) {
            const catalog = await project.catalog(source);
            const tasks = (0,plan/* plan */.et)(project.policy, new Map([[source.name, catalog]]), world.now(), [source.name]);
            const task = tasks.find((one) => one.kind === level);
            if (!task?.due)
                continue;
            await (0,project_session/* attempt */.CD)(session, source, { work: level, trigger: 'schedule', because: task.because }, async () => {
                const entry = (0,plan/* usable */.Je)(catalog, world.now())[0];
                if (!entry)
                    return { skipped: 'no backup to prove yet' };
                const request = (0,turn/* requestDue */.O0)(project, source, catalog, entry, level);
                const found = await (0,turn/* proveSeated */.dG)(project, source, catalog, entry, request);
                if (found.proofs?.some(({ outcome }) => outcome === 'passed'))
                    session.ids.push(entry.id);
                return {
                    ...found,
                    failures: [...(0,project_entry/* gapsOf */.dc)(catalog), ...(found.failures ?? [])],
                    ...(0,project_session/* past */.B6)(catalog, world.now()),
                };
            });
        }
        if ((0,log_logged/* isLogged */.j)(source))
            await (0,prove/* proveLogDue */.d)(session, source);
    };
    return proveEach(session, project.sources, proofs, drills);
};
const momentLevel = 'point-in-time';
/** Plays back the log of each source that is named, or of all that have one. */
const verifyLogs = async (world, options) => {
    const said = ['id', 'store', 'image'].find((name) => options[name] !== undefined);
    if (said)
        throw new problem/* Problem */.AF('usage', `--level ${momentLevel} cannot be combined with --${said}`, {
            hint: `Leave --${said} out.`,
        });
    const project = await (0,project_project/* openProject */.U)(world, options);
    const logged = project.sources.filter(log_logged/* isLogged */.j);
    const strange = options.source?.length ? project.sources.find((source) => !(0,log_logged/* isLogged */.j)(source)) : undefined;
    if (strange || logged.length === 0)
        throw new problem/* Problem */.AF('usage', `${strange?.name ?? project.policy.path} has no point-in-time`, {
            hint: 'Name a source whose log is collected; docs/point-in-time.md says how to begin.',
        });
    const session = (0,project_session/* newSession */.RL)(project, 'verify', logged);
    return proveEach(session, logged, async (session, source) => {
        if (!(0,log_logged/* isLogged */.j)(source))
            return;
        const attempted = { work: momentLevel, trigger: 'manual', because: ['asked for'] };
        await (0,project_session/* attempt */.CD)(session, source, attempted, async () => (0,prove/* proveLog */.D)(session.project, source, await (0,route/* lookAtLog */.lv)(session.project, source)));
    });
};
/**
 * A store that could not be read may have a newer backup, and a copy of this one: the proof counts, but the request was
 * not met in full. If neither matters, this is only reported.
 */
function unseenIn({ world }, { source, unread }, { newest, all }) {
    const what = [
        ...(newest ? ['whether this is the newest backup'] : []),
        ...(all ? ['whether its copy there is whole'] : []),
    ].join(', and ');
    return unread.flatMap(({ store, message, hint }) => {
        const text = `${store} could not be read${what ? `, so it is not known ${what}` : ''}: ${message}`;
        if (what) {
            const advice = hint ?? `Make ${store} reachable, then run \`backproof verify --source ${source}\` again.`;
            return [new problem/* Problem */.AF('store-failed', text, { hint: advice })];
        }
        world.log.warning(`${source}: ${text}`);
        return [];
    });
}
function parseLevel(text) {
    const level = catalog/* levels */.yr.find((one) => one === text);
    if (level)
        return level;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a level`, {
        hint: (0,words/* suggest */.ZA)(text, [...catalog/* levels */.yr, momentLevel]),
    });
}
function sourceIn(project, name) {
    const source = (0,databases_open/* sourceNamed */.Lt)(project, name);
    if (source)
        return source;
    throw new problem/* Problem */.AF('usage', `${name} is no longer a source of ${project.policy.path}`, {
        hint: 'Its backups can be restored; to prove one, put the source back into the policy with `schedule` left out.',
    });
}


/***/ })

};
