export const id = 953247;
export const ids = [2062,6036];
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
 * the next. `near`: the store to begin with where it has a copy; absent: the nearest. `isOfCopy`: whether the next copy may not
 * have a failure.
 */
async function fromCopies(project, entry, store, body, near, isOfCopy = isOfOneStore) {
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
            if (!isOfOneStore(error) || !isOfCopy(error))
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

/***/ 15779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ speaksAgainstCopy),
/* harmony export */   Z: () => (/* binding */ recordDamage)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _verify_prove_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16119);


/** What an object that was to be copied can be that speaks against the copy that it is of. */
const ofCopy = ['object-damaged', 'object-missing', 'manifest-damaged'];
/** Whether a copy that was read as a source has shown itself as damaged. */
function speaksAgainstCopy(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, ...ofCopy);
}
/**
 * Records damage of a copy that was found during other work. A full check of it is stored as a proof like any other,
 * unless the findings of one are given. So readers skip the copy, and the next run heals it. Returns the records that
 * could not be written.
 */
async function recordDamage(project, source, catalog, entry, store, tried) {
    const startedAt = project.world.now();
    // With all that a check looks at: one that passes after all answers for no more than it has seen.
    const request = { source, catalog, entry, level: 'check', store, startedAt, first: true };
    try {
        const { unwritten } = await (0,_verify_prove_js__WEBPACK_IMPORTED_MODULE_1__/* .proveCopy */ .or)(project, tried ? { ...request, tried } : request);
        return unwritten;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _time_time_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72614);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
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
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has an intact copy of it; `backproof list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `backproof list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .namesSome */ .Tc)(known, 10)}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id already names one backup.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that cannot be parsed. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, { hint })),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged })),
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
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged });
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(at, timezone)} or before` : ''}`), {
        hint: oldest
            ? `The oldest is from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(oldest.startedAt, timezone)}.`
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
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is neither restored nor proven. `backproof list` shows the backups that count.',
        });
    }
    const name = store === undefined
        ? entry.copies[0]
        : [...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store)].find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no intact copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** Throws unless this version can restore the backup: `object-missing` where what it builds on is gone. */
function requireRestorable({ id, manifest, broken }) {
    if (broken?.standing === 'orphaned')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('object-missing', `${id} cannot be restored: ${broken.because}`, { hint: broken.hint });
    const log = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source);
    if (log === undefined)
        return;
    const what = manifest.kind === 'log' ? 'is a piece of a log' : 'is what a log is played onto';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${id} ${what}, and not restored by itself`, {
        hint: `Run \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreAt */ .YZ)({ name: log.source, engine: manifest.engine }, 'latest')}\`, or with the time that you want.`,
    });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 98977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ sayLimit),
/* harmony export */   iP: () => (/* binding */ startLimit),
/* harmony export */   oV: () => (/* binding */ limitMs)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


const otherwiseMs = 6 * 3600_000;
// What a timer takes; longer is as good as no limit.
const longestMs = 2 ** 31 - 1;
/** How long a proof or a restore of a source may take: as the policy says, else four times its objective, else six hours. */
function limitMs(source) {
    const { rtoMs } = source?.objectives ?? {};
    return source?.verify.timeoutMs ?? (rtoMs === undefined ? otherwiseMs : 4 * rtoMs);
}
/** Begins now. `what`: "the restore of orders-..."; `code`: of the Problem once it is over. */
function startLimit(cancel, ms, what, code, hint) {
    const timer = new AbortController();
    let expired;
    const stop = () => {
        if (cancel.aborted)
            return;
        expired = new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, `${what} took longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)}, and was stopped`, { hint });
        timer.abort(expired);
    };
    const timeout = setTimeout(stop, Math.min(ms, longestMs));
    return {
        signal: AbortSignal.any([cancel, timer.signal]),
        ms,
        get expired() {
            return expired;
        },
        [Symbol.dispose]: () => clearTimeout(timeout),
    };
}
const saidAfterMs = 10_000;
/** Tells whoever waits for a restore how long it may take. One that is refused, or done, within seconds needs no such word. */
function sayLimit({ ms }, say) {
    const text = `this restore is stopped if it takes longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)}; to allow more, run it again with --timeout 24h`;
    const timeout = setTimeout(() => say(text), saidAfterMs);
    return { [Symbol.dispose]: () => clearTimeout(timeout) };
}


/***/ }),

/***/ 81387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ openWhole),
/* harmony export */   ap: () => (/* binding */ requireIncrements),
/* harmony export */   yP: () => (/* binding */ openChain)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84032);
/* harmony import */ var _copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82752);




/** A copy of a backup; of an increment, with all that it builds on, as the full backup that it stands for. */
async function openWhole(project, { engine, entry, entries, place, signal }) {
    if (entry.manifest.base !== undefined)
        requireIncrements(engine, entry);
    const levels = await openChain(project, { entry, entries, place, signal });
    return levels.length === 1 ? levels[0] : joined(levels, engine, signal);
}
/**
 * A copy of a backup, and of all that it builds on, the full one first. `broken` hears of what it builds on that is not what was
 * stored, whenever that is found.
 */
async function openChain(project, { entry, entries, place, signal }, broken = () => undefined) {
    const last = await openOne(project, entry, place, signal);
    if (entry.manifest.base === undefined)
        return [last];
    const bases = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .basesOf */ .cF)(entry, entries);
    if (bases[0]?.manifest.kind !== 'full' || bases.at(-1)?.id !== entry.manifest.base)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-missing', `${entry.id} builds on ${entry.manifest.base}, which is deleted or missing`, {
            hint: 'Run `backproof show ID` of it, and restore another backup.',
        });
    const [full, ...between] = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(bases, async (base) => {
        const heard = async (opening) => {
            try {
                return await opening;
            }
            catch (error) {
                hear(error);
                throw error;
            }
        };
        const hear = (error) => {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'object-damaged', 'object-missing'))
                broken(base);
        };
        const opened = await heard(nearest(project, base, place).then((at) => openOne(project, base, at, signal)));
        return { ...opened, open: async (part) => (await heard(opened.open(part))).once('error', hear) };
    }, 8);
    if (!full)
        throw new Error('a chain has a full backup');
    return [full, ...between, last];
}
/** Throws `tool-version` for an increment of an engine that makes none. */
function requireIncrements({ increments }, { id, manifest }) {
    if (manifest.base === undefined || increments)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-version', `${id} is an increment on ${manifest.base}, which this version cannot restore`, {
        hint: 'Use the version of backproof that made it; `restore --raw DIR` writes its decrypted parts.',
    });
}
async function openOne(project, { manifest }, place, signal) {
    return (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .openBackup */ .Tw)(place, manifest, await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), signal), signal);
}
async function nearest(project, base, place) {
    const broken = (base.damaged ?? []).map(({ store }) => store);
    const good = (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestCopies */ .e)(project.policy, base).filter((store) => !broken.includes(store));
    const [first] = good;
    if (first === undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-missing', `no store has ${base.id} whole`, {
            hint: 'Run `backproof run`, which mends copies; or restore a backup that does not build on it.',
        });
    return good.includes(place.name) ? place : project.place(first);
}
function joined(levels, engine, signal) {
    const last = levels.at(-1);
    const plain = engine.increments?.whole(levels, signal);
    if (!last || !plain)
        throw new Error('a chain has at least one backup, of an engine that makes increments');
    const whole = new Set();
    return {
        ...plain,
        whole,
        sealedBytes: levels.reduce((sum, level) => sum + level.sealedBytes, 0),
        readBytes: () => levels.reduce((sum, level) => sum + level.readBytes(), 0),
        async open(part) {
            const stream = await plain.open(part);
            stream.once('end', () => whole.add(part));
            return stream;
        },
    };
}


/***/ }),

/***/ 16119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MG: () => (/* binding */ overRto),
  zn: () => (/* binding */ prove),
  or: () => (/* binding */ proveCopy)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./progress.js
var progress_0 = __webpack_require__(17973);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/copy/nearest.js
var nearest = __webpack_require__(82752);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./command/project/confirm-entry.js



/**
 * The backup, by the manifest that the store itself has now: no proof may be written for a backup that one wrong
 * answer, or a cache, has made up. Throws `manifest-damaged` if the store gives a different answer each time.
 */
async function confirmEntry(project, source, entry, store) {
    const there = await manifestIn(project, entry, store);
    if (there === undefined || (0,external_node_util_.isDeepStrictEqual)(there, entry.manifest))
        return entry;
    const { entries } = await project.catalog(source, 'all');
    const found = entries.find(({ id }) => id === entry.id);
    if (found && (0,external_node_util_.isDeepStrictEqual)(found.manifest, await manifestIn(project, found, store)))
        return found;
    throw new problem/* Problem */.AF('manifest-damaged', `the manifest of ${entry.id} in ${store} is different each time it is read`, {
        hint: 'It cannot be proven now. Check what sits between this machine and the store, then run `backproof verify` again.',
    });
}
/** undefined: it is not there, or does not read, which is for the proof to say. */
async function manifestIn(project, { id, manifest: { source } }, name) {
    const { store } = await project.place(name);
    const key = catalog_catalog/* objectName */.Hd.manifest(source, id);
    try {
        return (0,catalog_catalog/* parseManifest */.eE)(await (0,catalog_catalog/* readObject */.Ag)(store, key, project.world.signal), id, `${key} in ${store.where}`);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'object-missing', 'object-damaged', 'object-archived', 'manifest-damaged'))
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/time-limit.js
var time_limit = __webpack_require__(98977);
// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
;// CONCATENATED MODULE: ./command/verify/chain.js

/** Whether the size of a full backup may be compared with that of this one. */
const isGoodFull = (entry, now) => entry.manifest.kind === 'full' && (0,catalog_catalog/* standing */.JA)(entry, now) === 'good';
/** What is wrong with a backup that this one builds on says nothing of this one's own bytes. Pure. */
function ofItself(tried, entry, { entries }) {
    const bases = (0,catalog_catalog/* basesOf */.cF)(entry, entries);
    const findings = tried.findings.map((finding) => {
        const base = bases.find(({ id }) => finding.level === 'failure' && finding.message.includes(id));
        if (!base || (finding.blame !== 'data' && finding.blame !== 'copy'))
            return finding;
        const hint = `Run \`backproof verify --id ${base.id}\`, which tells which of its copies are whole, and take a new backup now.`;
        return { ...finding, blame: 'env', message: `it builds on ${base.id}: ${finding.message}`, hint };
    });
    return { ...tried, findings };
}

;// CONCATENATED MODULE: ./command/verify/prove.js
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
 * Proves a backup, copy by copy, and stores each answer beside it whatever it is. A copy that is damaged, or cannot be read,
 * is named, and the next one is tried.
 */
async function prove(project, source, catalog, entry, { level, image, stores = (0,nearest/* nearestCopies */.e)(project.policy, entry), copies, witness }) {
    if (level !== 'check')
        (0,project_entry/* requireRestorable */.vc)(entry);
    const startedAt = project.world.now();
    const proofs = [];
    const damaged = [];
    const failures = [];
    const unwritten = [];
    let answered;
    for (const store of stores) {
        if (copies === 'first' && answered !== undefined)
            break;
        try {
            const first = proofs.length === 0;
            const request = { source, catalog, entry, level, image, store, startedAt, first, ...(witness ? { witness } : {}) };
            const { proof, report, unwritten: refused } = await proveCopy(project, request);
            proofs.push(report);
            unwritten.push(...refused);
            const broken = proof.findings.find(({ level, blame }) => level === 'failure' && blame === 'copy');
            if (broken)
                damaged.push({ proof: report, failure: broken });
            const failure = proof.findings.find(({ level, blame }) => level === 'failure' && blame !== 'copy');
            if (failure)
                failures.push(image === undefined ? proofFailed(report, failure) : trialFailed(report, image, failure));
            if (failure || !broken)
                answered ??= store;
            // What the environment refuses one copy, it refuses the next as well.
            if (failure && !(0,catalog_catalog/* condemns */.Et)(proof))
                break;
        }
        catch (error) {
            if (!(0,failover/* isOfOneStore */.X)(error))
                throw error;
            // All copies are sealed to the same keys, as a rule.
            const known = (0,problem/* isProblem */.AN)(error, 'key-wrong') && failures.some((one) => (0,problem/* isProblem */.AN)(one, 'key-wrong'));
            if (!known)
                failures.push(error);
            const next = stores[stores.indexOf(store) + 1];
            if (next && answered === undefined && error.code !== 'key-wrong')
                project.world.log.warning(`${entry.id}: ${error.message}; trying the copy in ${next}`);
        }
    }
    const passed = proofs.find(({ outcome }) => outcome === 'passed')?.store;
    failures.push(...damaged.map(({ proof, failure }) => copyDamaged(proof, failure, passed)));
    // A store that takes none of the proofs is named once.
    return { proofs, failures: [...failures, ...unwritten.slice(0, 1)] };
}
/** One proof of one copy: tried, judged, and stored in every store that has the backup. */
async function proveCopy(project, request) {
    const { source, level, store, startedAt } = request;
    const { world } = project;
    const entry = await confirmEntry(project, source, request.entry, store);
    const began = world.monotonicMs();
    const tried = level === 'check'
        ? await tryCheck(project, { ...request, entry })
        : await tryTwice(project, { ...request, entry }, level);
    const findings = [...tried.findings, ...overRto(source, tried.durations)].map((finding) => ({
        ...finding,
        message: world.redact(finding.message),
    }));
    const outcome = findings.some((finding) => finding.level === 'failure') ? 'failed' : 'passed';
    const { durations } = tried;
    const proof = {
        id: entry.id,
        level,
        outcome,
        startedAt,
        finishedAt: world.now(),
        store,
        findings,
        durations,
    };
    const holding = [...new Set([...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store), store])];
    const places = await Promise.all(holding.map((name) => project.place(name)));
    const { image } = request;
    const unwritten = image === undefined
        ? await (0,session/* keepProof */.MY)(world, places, source.name, proof)
        : await (0,session/* keepTrial */.Ih)(world, places, source.name, { proof, image });
    const report = {
        id: entry.id,
        store,
        level,
        outcome,
        durationMs: Math.round(world.monotonicMs() - began),
        durations,
        findings,
        compared: image === undefined ? tried.compared : `${tried.compared}, on ${image}: a trial, which counts as no proof`,
        // Only a restore measures it.
        ...(source.objectives.rtoMs === undefined || level !== 'restore' ? {} : { rtoMs: source.objectives.rtoMs }),
    };
    return { proof, report, unwritten };
}
/** What fails before anything is restored is the choice of the image, as a rule. */
const trialFailed = ({ id }, image, { blame, message, hint }) => new problem/* Problem */.AF('restore-failed', `${id} would not restore on ${image}: ${message}`, {
    hint: blame === 'env'
        ? `Give --image the version that was dumped or a newer one, of the same product, by a name that this machine can pull; it says nothing against the backup.${hint ? ` ${hint}` : ''}`
        : `${hint ? `${hint} ` : ''}This says nothing against the backup: mend the source before its server is changed for the version of --image.`,
});
const codes = {
    data: 'proof-failed',
    copy: 'proof-failed',
    env: 'sandbox-failed',
    source: 'restore-failed',
    policy: 'policy-invalid',
};
function proofFailed({ id, level, store, findings }, first) {
    const failures = findings.filter((finding) => finding.level === 'failure').length;
    const more = failures > 1 ? ` (and ${failures - 1} more)` : '';
    return new problem/* Problem */.AF(codes[blamed(findings)], `the ${level} proof of ${id} in ${store} failed: ${first.message}${more}`, {
        hint: first.hint ?? 'Prove an older backup with --id ID; take a new backup now.',
    });
}
/** Whose fault a failed proof is: the backup's, if that of any of it. */
function blamed(all) {
    const blames = all.filter(({ level }) => level === 'failure').map(({ blame }) => blame);
    return ['data', 'copy', 'policy', 'source', 'env'].find((one) => blames.includes(one)) ?? 'data';
}
/** `whole`: a store whose copy of the same backup passed. */
function copyDamaged(report, first, whole) {
    const { message, hint } = proofFailed(report, first);
    const { id, store } = report;
    if (whole === undefined)
        return new problem/* Problem */.AF('proof-failed', message, { hint });
    return new problem/* Problem */.AF('proof-failed', `${message}; the copy in ${whole} passed`, {
        hint: `The backup is good: the next \`backproof run\` heals the copy of ${id} in ${store} from ${whole}.`,
    });
}
/** A failure that the bytes of this one copy explain is the copy's; else it is that of the backup, whichever copy is read. */
async function tryCheck(project, { source, catalog, entry, store, first, tried }) {
    const found = tried ?? (await checkAloud(project, source, entry, store));
    const findings = found.map(ofCopy);
    // What an increment holds depends on what has changed.
    if (first && entry.manifest.kind === 'full') {
        const now = project.world.now();
        const before = catalog.entries.filter((other) => isGoodFull(other, now) && other.startedAt < entry.startedAt);
        const odd = (0,verify/* compareSize */.HP)(entry.bytes, before.map((other) => other.bytes), source.verify.size);
        if (odd)
            findings.push(odd);
    }
    return { findings, durations: {}, compared: `${entry.manifest.parts.length} objects in ${store}` };
}
async function checkAloud({ world, policy, place }, source, { id, manifest }, store) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const limit = __addDisposableResource(env_1, startProofLimit(world, source), false);
        try {
            const at = await place(store);
            return await (0,progress_0/* during */.iW)(world.log, { what: `${id}: checking the copy in ${store}` }, () => (0,verify/* checkCopy */.QS)(at, manifest, policy.encryption.signers, limit.signal));
        }
        catch (error) {
            if (limit.expired && !world.signal.aborted)
                return endedBy(limit.expired).findings;
            throw error;
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
const startProofLimit = (world, source) => (0,time_limit/* startLimit */.iP)(world.signal, (0,time_limit/* limitMs */.oV)(source), 'it', 'sandbox-failed', 'Set verify: { timeout: 12h } of the source in the policy, if it may take that long.');
const ofCopy = (finding) => (finding.blame === 'data' ? { ...finding, blame: 'copy' } : finding);
async function tryTwice(project, request, level) {
    const { source, entry, store } = request;
    const { log } = project.world;
    for (let attempt = 1;; attempt++) {
        const tried = ofItself(await tryOpen(project, request, level), entry, request.catalog);
        const failed = tried.findings.filter(({ level }) => level === 'failure');
        if (failed.length === 0 || failed.every(({ blame }) => blame !== 'data' && blame !== 'copy'))
            return tried;
        const wrong = await checkAloud(project, source, entry, store);
        if (wrong.some(({ blame }) => blame === 'data'))
            return { ...tried, findings: tried.findings.map(ofCopy) };
        if (!tried.broke || attempt === 2)
            return tried;
        log.warning(`${entry.id}: what ${store} returned could not be opened, but its objects are intact: reading them once more`);
    }
}
/** `broke`: the bytes were not what the manifest says, so that another answer may be right. */
async function tryOpen(project, { source, catalog, entry, store, image: other, witness }, level) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const limit = __addDisposableResource(env_2, startProofLimit(world, source), false);
        const { signal } = limit;
        const place = await project.place(store);
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        const secrets = await project.secretKeys();
        let blame = 'copy';
        try {
            // Whole parts are no intact copy: what a restore from this store alone starts with is this store's own.
            const uncommitted = await (0,verify/* checkCommitment */.qN)(place, entry.manifest, project.policy.encryption.signers, signal);
            if (uncommitted.length > 0)
                return { findings: uncommitted.map(ofCopy), durations: {}, compared: '', broke: true };
            // A wrong key says nothing about the backup: its Problem passes, and no proof is recorded.
            await (0,verify/* takeKey */.nN)(place, entry.manifest, secrets, signal);
            // Each store has a key object of its own; the sealed parts are the same bytes everywhere.
            blame = 'data';
            const opened = await (0,whole/* openWhole */.AP)(project, { engine, entry, entries: catalog.entries, place, signal });
            const { assertions, image: usual } = source.verify;
            const image = other ?? usual;
            const known = (0,databases_open/* sourceNamed */.Lt)(project, source.name);
            const own = known?.engine === engine.name ? { source: known } : {};
            if (level === 'read') {
                const reading = {
                    what: `${entry.id}: reading`,
                    done: opened.readBytes,
                    of: opened.sealedBytes,
                    unit: 'sealed',
                };
                const by = { image, tools: source.tools, ...own };
                const findings = await (0,progress_0/* during */.iW)(world.log, reading, () => (0,verify/* readBackup */.fe)(opened, (files) => engine.contents(opened, by, project.bench, signal, files), assertions));
                return { findings, durations: {}, compared: `${opened.whole.size} parts read whole`, broke: false };
            }
            const { monotonicMs, log } = world;
            const { progress } = log;
            const looking = witness ? { witness } : {};
            const around = { id: entry.id, image, ...own, ...looking, bench: project.bench, monotonicMs, progress, signal };
            const tested = await (0,verify/* testRestore */.Z)(opened, engine, assertions, around);
            return limit.expired && !world.signal.aborted ? { ...endedBy(limit.expired), durations: tested.durations } : tested;
        }
        catch (error) {
            // What was cut off says nothing of the backup.
            if (limit.expired && !world.signal.aborted)
                return endedBy(limit.expired);
            if (!(0,problem/* isProblem */.AN)(error, 'object-damaged', 'object-missing'))
                throw error;
            const { message, hint } = error;
            return {
                findings: [{ level: 'failure', blame, message, ...(hint ? { hint } : {}) }],
                durations: {},
                compared: '',
                broke: true,
            };
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
function endedBy({ message, hint }) {
    const finding = { level: 'failure', blame: 'env', message, ...(hint ? { hint } : {}) };
    return { findings: [finding], durations: {}, compared: '', broke: false };
}
/** A restore that takes longer than the objective proves the backup all the same. */
function overRto(source, durations) {
    const { rtoMs } = source.objectives;
    const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    if (rtoMs === undefined || took <= rtoMs)
        return [];
    const message = `the restore took ${Math.round(took / 1000)} s, the objective (rto) is ${Math.round(rtoMs / 1000)} s`;
    return [{ level: 'warning', blame: 'env', message }];
}


/***/ })

};
