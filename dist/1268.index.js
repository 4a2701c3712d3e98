export const id = 1268;
export const ids = [1268];
export const modules = {

/***/ 10892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isOfOneStore),
/* harmony export */   o: () => (/* binding */ fromCopies)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82826);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38442);



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
 * the next.
 */
async function fromCopies(project, entry, store, body) {
    const asked = (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .requireCopy */ .Ri)(entry, store);
    const stores = store === undefined ? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearestCopies */ .e)(project.policy, entry) : [asked];
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

/***/ 38442:
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

/***/ 25814:
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

/***/ 82826:
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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _time_time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54368);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35178);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19410);





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
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(at, timezone)} or before` : ''}`), {
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
    (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .requireFull */ .bh)(manifest);
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_time_time_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_time_time_js__WEBPACK_IMPORTED_MODULE_2__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 88415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);


/**
 * Detects another project that backs up under the same name into the same place. Each takes the other's backups for its
 * own, so one is never due, and one's rules delete the other's backups. A renamed project is not another one, once it
 * has made a backup. Backups that do not name their project are ignored here.
 */
function mixtureOf({ policy, world }, catalog) {
    const now = world.now();
    const live = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .standing */ .JA)(entry, now)));
    const said = live.filter((entry) => projectOf(entry) !== undefined);
    const other = said.find((entry) => projectOf(entry) !== policy.project);
    const first = said.findLast((entry) => projectOf(entry) === policy.project);
    if (!other || (first && first.startedAt > other.startedAt))
        return undefined;
    const message = `${other.id} belongs to project ${projectOf(other)}, not ${policy.project}: two projects share one place`;
    const name = catalog.source;
    const renamed = first
        ? `If this project was called ${projectOf(other)} for a while, \`backproof delete --id ${other.id}\` deletes what was made then.`
        : `If ${policy.project} was called ${projectOf(other)} before, run \`backproof backup --source ${name}\` once.`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('retention-refused', message, {
        hint: `Give each its own prefix or path, or a name other than ${name}. ${renamed}`,
    });
}
/** The catalog without the backups that say that they are another project's. */
function withoutOthers({ policy }, catalog) {
    const ours = (entry) => [undefined, policy.project].includes(projectOf(entry));
    return { ...catalog, entries: catalog.entries.filter(ours) };
}
function projectOf({ manifest }) {
    return manifest.origin['project'];
}


/***/ }),

/***/ 4919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ sayLimit),
/* harmony export */   iP: () => (/* binding */ startLimit),
/* harmony export */   oV: () => (/* binding */ limitMs)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19410);


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

/***/ 4177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ openCopy),
/* harmony export */   Lv: () => (/* binding */ printRoles),
/* harmony export */   Vh: () => (/* binding */ withGlobals),
/* harmony export */   XK: () => (/* binding */ requireKey),
/* harmony export */   Yj: () => (/* binding */ sharedGlobals)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96436);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35178);
/* harmony import */ var _copy_failover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10892);




async function openCopy(project, { manifest }, place, signal = project.world.signal) {
    return (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .openBackup */ .Tw)(place, manifest, await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), signal), signal);
}
/** Throws where no copy can be opened with the secret keys that were given. */
async function requireKey(project, entry, store, signal) {
    const quiet = { ...project, world: { ...project.world, log: { ...project.world.log, warning: () => { } } } };
    await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(quiet, entry, store, async (place) => (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, entry.manifest, await project.secretKeys(), signal));
}
/**
 * What a server has once, such as its roles, is in the backup of one of its databases: the backup that has it and was made nearest
 * in time. undefined: this one has it itself, or there is none.
 */
async function sharedGlobals(project, engine, entry) {
    const { globalsPart: part } = engine;
    const group = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(entry.manifest.source)?.group;
    const has = ({ manifest }) => manifest.parts.some(({ name }) => name === part);
    if (part === undefined || group === undefined || has(entry))
        return undefined;
    const { policy, expansions, world } = project;
    const known = [...Object.values(policy.sources), ...expansions.flatMap(({ gone }) => gone)];
    const others = known.filter(({ member, name }) => member?.group === group && name !== entry.manifest.source);
    const catalogs = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(others, (source) => project.catalog(source));
    const distance = ({ startedAt }) => Math.abs(startedAt.getTime() - entry.startedAt.getTime());
    const found = catalogs
        .flatMap(({ entries }) => entries)
        .filter((other) => other.manifest.engine === engine.name && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(other, world.now()) && has(other))
        .sort((a, b) => distance(a) - distance(b))[0];
    if (found)
        world.log.info(`${entry.id}: the roles of the server are those of ${found.id}`);
    return found;
}
/** The same backup, with what the server had once. */
async function withGlobals(project, backup, { globalsPart: part }, shared, signal) {
    const { value: other } = await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(project, shared, undefined, (place) => openCopy(project, shared, place, signal));
    return {
        facts: backup.facts,
        parts: part === undefined ? backup.parts : [...backup.parts, part],
        open: (name) => (name === part ? other.open(name) : backup.open(name)),
    };
}
/** The roles of a backup, for a person to read or to run. */
async function printRoles(project, engine, entry, options) {
    const { value: sql, place } = await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(project, entry, options.store, async (place) => (await engine.globals?.(await openCopy(project, entry, place))) ?? '');
    return {
        json: { version: 1, id: entry.id, store: place.name, sql },
        text: () => sql.trimEnd(),
        problems: [],
        ids: [entry.id],
    };
}


/***/ }),

/***/ 91338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isGone),
/* harmony export */   o: () => (/* binding */ ownProcess)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/**
 * Names this process so that another run on this machine can tell whether it is still there: the boot, the namespace of its
 * number, the number, and when it began. undefined: this system does not tell.
 */
function ownProcess() {
    const here = machine();
    const began = here && beganAt(process.pid);
    return began === undefined ? undefined : `${here}/${process.pid}/${began}`;
}
/** Whether the process of this name has ended; undefined: it is, or was, of another machine, or cannot be looked at. */
function isGone(name) {
    const [boot, namespace, number = '', began] = name.split('/');
    if (`${boot}/${namespace}` !== machine() || !/^\d{1,10}$/.test(number))
        return undefined;
    return beganAt(Number(number)) !== began;
}
function machine() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return `${boot}/${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid').replace(/\D/g, '')}`;
    }
    catch {
        return undefined;
    }
}
/** proc_pid_stat(5), fields 3 and 22. Of one that has ended and that nobody collects, nothing. */
function beganAt(number) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${number}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 15730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TD: () => (/* binding */ seenRestores),
/* harmony export */   TQ: () => (/* binding */ storiesOf),
/* harmony export */   Uf: () => (/* binding */ shownRestore),
/* harmony export */   qG: () => (/* binding */ cutOff)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6363);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91338);


/** Which restores of a source its stores know of, newest first. */
async function seenRestores(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const { restores, unread } = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .listRestores */ .eJ)(source.name, places, world.now(), world.signal);
    const unopened = failed.map(({ store, problem: { message, hint } }) => ({
        store,
        message,
        ...(hint ? { hint } : {}),
    }));
    return { seen: restores, unread: [...unopened, ...unread] };
}
async function storiesOf(project, source, seen) {
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readRestores */ .Fr)(source.name, seen, _process_js__WEBPACK_IMPORTED_MODULE_1__/* .isGone */ .S, project.world.signal);
}
/** What is told of one. Pure. */
function shownRestore(source, { id, backup, at, state, found, started, ended }) {
    const told = ended ?? started;
    const open = ended
        ? ended.hooks['after-restore'] !== undefined && ended.hooks['after-restore'] !== 'ran'
        : state === 'interrupted';
    const begun = (started?.hooks ?? []).map((hook) => [hook, 'unknown']);
    const hooks = ended?.hooks ?? Object.fromEntries(begun);
    const finish = open ? `backproof restore --finish ${id}` : undefined;
    const error = ended?.error ?? (state === 'interrupted' ? cutOff(started?.hooks ?? [], id) : undefined);
    return {
        ...{ id, source, backup },
        state: state === 'interrupted' ? 'failed' : state,
        ...(state === 'interrupted' ? { interrupted: true } : {}),
        ...(told
            ? { scope: told.scope, ...(told.only ? { only: told.only } : {}), into: told.into, origin: told.origin }
            : { origin: {} }),
        startedAt: at.toISOString(),
        ...(ended
            ? {
                completedAt: ended.completedAt,
                ...(ended.store === undefined ? {} : { store: ended.store }),
                ...(ended.restoredBytes === undefined ? {} : { restoredBytes: ended.restoredBytes }),
                ...(ended.compared === undefined ? {} : { compared: ended.compared }),
            }
            : {}),
        ...(error ? { error } : {}),
        hooks,
        ...(finish === undefined ? {} : { finish }),
        stores: [...new Set(found.map(({ place }) => place.name))].sort(),
    };
}
/** What is known of a restore whose process is gone without a word. */
function cutOff(hooks, id) {
    const open = hooks.includes('after-restore') ? ', and its after-restore hook has not run' : '';
    return {
        code: 'run-failed',
        message: `interrupted: its process ended before the restore did${open}`,
        hint: `Run \`backproof restore --finish ${id}\`${open === '' ? ', which closes the record' : ', which runs the hook'}; then restore again.`,
    };
}


/***/ }),

/***/ 21268:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./build/js/command/project/project.js
var project_project = __webpack_require__(80187);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/command/project/entry.js
var project_entry = __webpack_require__(82826);
// EXTERNAL MODULE: ./build/js/command/project/shared-place.js
var shared_place = __webpack_require__(88415);
;// CONCATENATED MODULE: ./build/js/command/restore/choose.js



/** The one backup that was asked for: by its id, or as the newest of a source. */
async function choose(project, options) {
    const [id, ...more] = options.id ?? [];
    if (id !== undefined && more.length === 0) {
        if (options.at !== undefined)
            throw new js_problem/* Problem */.AF('usage', 'restore takes --id or --at, not both', { hint: 'An id already names one backup.' });
        const found = await (0,project_entry/* findEntry */.w4)(project, id);
        (0,project_entry/* requireSource */.nH)(found, options.source);
        nameUnread(project, found.catalog);
        return found;
    }
    const [source, ...others] = project.sources;
    if (id !== undefined || !source || others.length > 0) {
        throw new js_problem/* Problem */.AF('usage', 'restore takes one backup', {
            hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
        });
    }
    return newestOf(project, source, options);
}
/** The newest backup of a source that can be restored, by the time that was asked for. */
async function newestOf(project, source, options) {
    const at = options.at === undefined ? undefined : (0,project_entry/* parseAt */.Ze)(options.at, project.policy);
    const catalog = await project.catalog(source);
    // What does not show may be newer than what is chosen.
    nameUnread(project, catalog);
    for (const { message } of catalog.damaged)
        project.world.log.warning(message);
    const now = project.world.now();
    for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
        project.world.log.warning(`${id} is dated in the future, so it is left out: restore it with --id ${id}`);
    const mixture = (0,shared_place/* mixtureOf */.O)(project, catalog);
    if (mixture)
        project.world.log.warning(mixture.message);
    const own = (0,shared_place/* withoutOthers */.W)(project, catalog);
    // If none is known to be ours, the policy may be a new one, written after a disaster.
    const from = mixture && own.entries.length > 0 ? own : catalog;
    return { catalog, entry: (0,project_entry/* newestEntry */.xm)(from, { now, timezone: project.policy.timezone }, at), shelved: source };
}
/** What it has is not known: a newer backup, or another copy. */
function nameUnread({ world }, { source, unread }) {
    for (const { store, message } of unread)
        world.log.warning(`${source}: ${store} could not be read: ${message}`);
}

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 35 modules
var catalog = __webpack_require__(6363);
// EXTERNAL MODULE: ./build/js/command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(71111);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 26 modules
var runtime_runtime = __webpack_require__(40102);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(51430);
;// CONCATENATED MODULE: ./build/js/command/restore/record/hook.js




const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR'];
/** Runs it to its end. Throws a Problem that names it; `cancelled` where the signal fires. */
async function runHook(world, hook, news, signal) {
    const name = `${news.hook} of ${news.source}`;
    world.log.info(`${name}: ${news.state}`);
    const late = new js_problem/* Problem */.AF('restore-failed', `${name} was ended: it took longer than ${(0,words/* formatDuration */.a3)(hook.timeoutMs)}`, {
        hint: `Set timeout of recovery.${news.hook} in the policy, if it may take that long.`,
    });
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(late), Math.min(hook.timeoutMs, 2 ** 31 - 1));
    try {
        const either = AbortSignal.any([signal, limit.signal]);
        await (hook.kind === 'command' ? start(world, hook, news, name, either) : post(hook, news, name, either));
    }
    catch (error) {
        if (signal.aborted || (0,js_problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        if (limit.signal.aborted)
            throw late;
        if (!(0,js_problem/* isFailure */.N6)(error))
            throw error;
        throw new js_problem/* Problem */.AF('restore-failed', error.message, {
            hint: error.hint ?? `Run what recovery.${news.hook} says yourself, and see why it fails.`,
            cause: error,
        });
    }
    finally {
        clearTimeout(timer);
    }
}
async function start(world, hook, news, name, signal) {
    const missing = hook.variables.filter((one) => !one.reveal()).map((one) => one.name);
    if (missing.length > 0)
        throw new js_problem/* Problem */.AF('secret-missing', `${name}: ${missing.join(', ')} has no value here`, {
            hint: `Export ${missing.join(', ')}, or remove it from env of recovery.${news.hook}.`,
        });
    const env = Object.fromEntries(hook.variables.map((one) => [one.name, one.reveal() ?? '']));
    const [program, ...args] = hook.argv;
    const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({
        env: Object.fromEntries(Object.entries((0,js_world/* baseEnv */.zk)(world)).filter(([name]) => passed.includes(name))),
    });
    const printed = await (0,runtime_runtime/* text */.Qq)(runtime, {
        ...{ program, args, name, secrets: Object.values(env) },
        env: {
            ...env,
            BACKPROOF_HOOK: news.hook,
            BACKPROOF_RESTORE_ID: news.restore,
            BACKPROOF_SOURCE: news.source,
            BACKPROOF_BACKUP_ID: news.backup,
            BACKPROOF_RESTORE_STATE: news.state,
        },
    }, signal);
    const said = printed.trim();
    if (said !== '')
        world.log.info(`${name}: ${said.slice(-2000)}`);
}
async function post(hook, news, name, signal) {
    const address = hook.url.reveal();
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol))
        throw new js_problem/* Problem */.AF('policy-invalid', `${hook.url.origin()} is not an http address`, {
            hint: `Set it to an address such as https://shop.example.com/hooks/restore.`,
        });
    const hint = `See what answers at ${hook.url.origin()}.`;
    let answer;
    try {
        answer = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'user-agent': 'backproof' },
            body: JSON.stringify({ version: 1, ...news }),
            // Where it leads is not what the policy names.
            redirect: 'manual',
            signal,
        });
        await answer.body?.cancel();
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw new js_problem/* Problem */.AF('restore-failed', `${name} could not be called: ${(0,words/* reasonOf */.A3)(withCause(error))}`, { hint });
    }
    if (!answer.ok)
        throw new js_problem/* Problem */.AF('restore-failed', `${name} was answered with ${answer.status}`, { hint });
}
/** What fetch says is only that it failed. */
const withCause = (error) => (error instanceof Error && error.cause instanceof Error ? error.cause : error);

;// CONCATENATED MODULE: ./build/js/command/restore/record/keep.js



/** A store that hangs must not hold a restore up. */
const patienceMs = 5_000;
const aliveMs = 60_000;
/** Writes what a restore says of itself into the stores of its source. What a store does not take is said aloud, and stops nothing. */
class RestoreRecord {
    name;
    #world;
    #source;
    #places;
    #timer;
    constructor(world, source, name, places) {
        this.#world = world;
        this.#source = source;
        this.name = name;
        this.#places = places;
    }
    /** From now on the record says every minute that this run is alive. */
    async begin(started) {
        const bytes = (0,catalog/* encodeRestore */.rA)((0,js_world/* redactAll */.$I)(started, this.#world.redact));
        const refused = await this.#put(this.#places, 'started', bytes);
        this.#warn(refused, 'that this restore has begun');
        const failing = new Set(refused.map(({ place }) => place));
        const taking = this.#places.filter((place) => !failing.has(place));
        if (taking.length === 0)
            this.#world.log.warning(`${started.id}: no store has a record of this restore; it goes on`);
        this.#timer = setInterval(() => void this.#beat(taking), aliveMs);
        this.#timer.unref();
    }
    async end(ended) {
        clearInterval(this.#timer);
        const bytes = (0,catalog/* encodeRestore */.rA)((0,js_world/* redactAll */.$I)(ended, this.#world.redact));
        const event = ended.state === 'completed' ? 'completed' : 'failed';
        this.#warn(await this.#put(this.#places, event, bytes), `that this restore has ${event}`);
    }
    async #beat(places) {
        const at = this.#world.now().toISOString();
        const refused = await this.#put(places, 'alive', new TextEncoder().encode(`${JSON.stringify({ version: 1, at })}\n`));
        this.#warn(refused, 'that this restore is still alive');
    }
    /** Also where the run is cancelled, or has given a store up: a last word. */
    async #put(places, event, bytes) {
        const key = catalog/* objectName */.Hd.restore(this.#source, this.name, event);
        const outcomes = await Promise.all(places.map(async (place) => {
            const signal = AbortSignal.timeout(patienceMs);
            const putting = (place.store.parting ?? place.store).put(key, bytes, { signal, fromReserve: 'half' });
            const problem = await Promise.race([putting.then(() => undefined, whole), late(place, key)]);
            return problem === undefined ? undefined : { place, problem };
        }));
        return outcomes.filter((one) => one !== undefined);
    }
    #warn(refused, what) {
        for (const { place, problem } of refused)
            this.#world.log.warning(`${place.name} has no record ${what}: ${problem.message}`);
    }
}
function whole(error) {
    if ((0,js_problem/* isProblem */.AN)(error))
        return error;
    throw error;
}
function late({ store }, key) {
    const message = `put ${key}: ${store.where} did not answer within ${patienceMs / 1000} s`;
    return new Promise((resolve) => {
        setTimeout(() => resolve(new js_problem/* Problem */.AF('store-unavailable', message, { hint: 'See whether the store answers.' })), patienceMs + 500).unref();
    });
}
/** An error as the record has it. */
function errorOf(error) {
    const message = (0,js_problem/* messageOf */.bD)(error).slice(0, 20_000);
    if (!(0,js_problem/* isProblem */.AN)(error))
        return { code: 'bug', message };
    return { code: error.code, message, ...(error.hint ? { hint: error.hint.slice(0, 20_000) } : {}) };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/js/command/restore/record/process.js
var record_process = __webpack_require__(91338);
;// CONCATENATED MODULE: ./build/js/command/restore/record/operation.js







/**
 * Carries a restore out: leaves a record of its beginning and its end, and runs the hooks of its source. None where it is refused; else
 * the one after it runs however it ended, also where the run was cancelled; where this process is killed, a watchdog runs it.
 */
async function asOperation(project, options, subject, body, together) {
    const { world } = project;
    const { backup, shelved, scope, only, into, recovery, admit } = subject;
    const at = world.now();
    const token = (0,external_node_crypto_.randomBytes)(4).toString('hex');
    const id = (0,catalog/* restoreIdOf */.L3)(shelved.name, at, token);
    const { places } = await project.places(shelved);
    const record = new RestoreRecord(world, shelved.name, { backup, at, token }, places);
    const process = (0,record_process/* ownProcess */.o)();
    const common = {
        version: 1,
        ...{ id, backup, source: shelved.name, scope, into },
        ...(only.length > 0 ? { only: [...only] } : {}),
        origin: { ...world.origin },
        startedAt: at.toISOString(),
    };
    const watchdog = recovery?.finally ? watch(project, options, id) : undefined;
    await record.begin({
        ...common,
        state: 'in_progress',
        ...(process === undefined ? {} : { process }),
        hooks: [
            ...(recovery?.before ? ['before-restore'] : []),
            ...(recovery?.finally ? ['after-restore'] : []),
        ],
    });
    world.log.info(`this restore is ${id}; \`backproof restore --status ${id}\` shows how it gets on`);
    const news = (hook, state) => ({ hook, restore: id, source: shelved.name, backup, state });
    const hooks = {};
    let done;
    let error;
    let admitted = false;
    try {
        await admit();
        admitted = true;
        watchdog?.tell(backup);
        if (recovery?.before) {
            hooks['before-restore'] = 'failed';
            await before(project, recovery.before, news('before-restore', 'in_progress'));
            hooks['before-restore'] = 'ran';
        }
        done = await body();
        error = done.result.problems[0];
    }
    catch (thrown) {
        error = thrown;
    }
    together?.restored(error === undefined);
    let left;
    if (recovery?.finally && admitted) {
        await together?.turn(recovery.finally);
        hooks['after-restore'] = 'failed';
        try {
            // Not by the run's own signal: a cancelled restore leaves its application as it leaves it after any other.
            await runHook(world, recovery.finally, news('after-restore', error === undefined ? 'completed' : 'failed'), new AbortController().signal);
            hooks['after-restore'] = 'ran';
        }
        catch (thrown) {
            left = unfinished(thrown, id);
        }
    }
    const failure = error ?? left;
    await record.end({
        ...common,
        state: failure === undefined ? 'completed' : 'failed',
        completedAt: world.now().toISOString(),
        ...(error === undefined ? { restored: true } : {}),
        ...(done ? { store: done.store, restoredBytes: done.restoredBytes, compared: done.compared } : {}),
        ...(failure === undefined ? {} : { error: errorOf(failure) }),
        hooks,
    });
    watchdog?.dismiss();
    if (!done) {
        if (left !== undefined) {
            world.log.error((0,js_problem/* messageOf */.bD)(left));
            (0,js_problem/* noteAlso */.Gv)(error, left);
        }
        throw error;
    }
    const { result } = done;
    const json = typeof result.json === 'object' ? { ...result.json, restore: id, ...(recovery ? { hooks } : {}) } : result.json;
    return { ...result, json, problems: left === undefined ? result.problems : [...result.problems, left] };
}
async function before(project, hook, news) {
    try {
        await runHook(project.world, hook, news, project.world.signal);
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error) || error.code === 'cancelled')
            throw error;
        throw new js_problem/* Problem */.AF(error.code, `nothing was restored: ${error.message}`, { hint: error.hint, cause: error });
    }
}
function unfinished(error, id) {
    if (!(0,js_problem/* isProblem */.AN)(error))
        return error;
    return new js_problem/* Problem */.AF(error.code, `the restore has ended, but ${error.message}`, {
        hint: `${error.hint ?? ''} Then run \`backproof restore --finish ${id}\`, which runs it again.`.trim(),
        cause: error,
    });
}
/** What the watchdog's process is told: the backup, once anything may have been done that the hook undoes; empty: nothing was. */
const watched = 'BACKPROOF_WATCHED_RESTORE';
/** Ends what is open of this restore, in a process of its own, should this one be killed. */
function watch({ world }, { policy }, id) {
    const [file, ...args] = world.program ?? [];
    if (file === undefined)
        return undefined;
    const named = policy === undefined ? [] : ['--policy', policy];
    return (0,runtime_runtime/* startWatchdog */.M5)([file, ...args, 'restore', '--finish', id, ...named], {
        ...{ env: world.env, cwd: world.cwd, variable: watched },
    });
}

// EXTERNAL MODULE: ./build/js/command/restore/record/story.js
var record_story = __webpack_require__(15730);
;// CONCATENATED MODULE: ./build/js/command/restore/status.js





/** Newer ones than these are not read: a person looks at the last few, --source and an id find the others. */
const most = 50;
/** Shows the restores that the stores know of, or one of them. */
async function restoreStatus(world, options) {
    const [id, ...more] = options.id ?? [];
    if (more.length > 0)
        throw new js_problem/* Problem */.AF('usage', 'restore --status takes one id', {
            hint: 'Leave the ids out, and it lists all restores.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short', gone: 'too' });
    return id === undefined ? await listed(project) : await one(project, id);
}
/** One restore, by its id, or the newest of a backup by the backup's. Throws `unknown-id`. */
async function findRestore(project, id) {
    const source = sourceOfRestore(project, id);
    const restores = await (0,record_story/* seenRestores */.TD)(project, source);
    const seen = restores.seen.find((one) => one.id === id);
    const [story] = seen ? await (0,record_story/* storiesOf */.TQ)(project, source, [seen]) : [];
    if (story)
        return { source, restores, story };
    const [gap] = restores.unread;
    if (gap)
        throw new js_problem/* Problem */.AF('store-failed', `there may be a restore ${id}, but ${gap.store} could not be read: ${gap.message}`, { hint: gap.hint ?? 'Try again.' });
    throw new js_problem/* Problem */.AF('unknown-id', `no store knows of a restore ${id}`, {
        hint: restores.seen.length > 0
            ? (0,words/* suggest */.ZA)(id, restores.seen.map((one) => one.id))
            : 'Run `backproof restore --status`, which lists them.',
    });
}
/** Where the records of a restore are, by its id: also of a source that has left the policy. */
function sourceOfRestore({ policy }, id) {
    const name = (0,catalog/* restoredSource */.II)(id);
    if (name === undefined)
        throw new js_problem/* Problem */.AF('unknown-id', `${JSON.stringify(id)} is not the id of a restore`, {
            hint: 'Run `backproof restore --status`, which lists them; the id of a backup is for `backproof show`.',
        });
    return policy.sources[name] ?? { name, stores: Object.keys(policy.stores) };
}
async function listed(project) {
    const { timezone } = project.policy;
    const all = await Promise.all(project.sources.map(async (source) => ({ source, ...(await (0,record_story/* seenRestores */.TD)(project, source)) })));
    const newest = all
        .flatMap(({ source, seen }) => seen.map((one) => ({ source, one })))
        .sort((a, b) => b.one.at.getTime() - a.one.at.getTime());
    const told = await Promise.all(newest.slice(0, most).map(async ({ source, one }) => {
        const [story] = await (0,record_story/* storiesOf */.TQ)(project, source, [one]);
        return story ? [(0,record_story/* shownRestore */.Uf)(source.name, story)] : [];
    }));
    const restores = told.flat();
    const unread = all.flatMap(({ source, unread }) => unread.map((gap) => ({ source: source.name, ...gap })));
    const problems = unread.map(({ source, store, message, hint }) => new js_problem/* Problem */.AF('store-failed', `${source}: ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Restores that only this store knows of are not shown.',
    }));
    const rest = newest.length - restores.length;
    const text = () => restores.length === 0
        ? `No restore of ${project.sources.map(({ name }) => name).join(', ')} is known.`
        : [
            (0,words/* table */.tp)([['ID', 'STATE', 'STARTED', 'TOOK', 'INTO'], ...restores.map((one) => row(one, timezone))]),
            ...restores.flatMap((one) => (one.finish ? [`${one.id} is not finished: run \`${one.finish}\``] : [])),
            ...(rest > 0 ? [`and ${rest} earlier ones; --source NAME shows those of one source`] : []),
        ].join('\n');
    return {
        json: { version: 1, project: project.policy.project, restores, ...(rest > 0 ? { earlier: rest } : {}), unread },
        text,
        problems,
    };
}
async function one(project, id) {
    const { source, restores, story } = await findRestore(project, id);
    const shown = (0,record_story/* shownRestore */.Uf)(source.name, story);
    const problems = shown.error === undefined
        ? []
        : [
            new js_problem/* Problem */.AF('restore-failed', `${id}: ${(0,words/* oneLine */.TN)(shown.error.message, 2000)}`, {
                hint: (0,words/* oneLine */.TN)(shown.error.hint ?? 'Restore again.', 2000),
            }),
        ];
    return {
        json: { version: 1, ...shown, unread: restores.unread },
        text: () => detail(shown, project.policy.timezone),
        problems,
        told: [],
    };
}
const stateText = ({ state, interrupted }) => (interrupted ? 'interrupted' : state.replace('_', ' '));
function tookText({ startedAt, completedAt }) {
    return completedAt === undefined ? '-' : (0,words/* formatDuration */.a3)(Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)));
}
function row(shown, timezone) {
    return [
        shown.id,
        stateText(shown),
        (0,words/* formatTime */.fU)(shown.startedAt, timezone),
        tookText(shown),
        (0,words/* oneLine */.TN)(shown.into ?? '-', 120),
    ];
}
function detail(shown, timezone) {
    const at = (time) => (0,words/* formatTime */.fU)(time, timezone);
    const what = shown.only ? `only ${shown.only.join(', ')}` : (shown.scope ?? '-');
    const asked = Object.entries(shown.origin).map(([name, word]) => `${name} ${word}`);
    const hooks = Object.entries(shown.hooks).map(([name, outcome]) => `${name} ${outcome}`);
    const facts = [
        ['state', stateText(shown)],
        ['backup', shown.backup],
        ['what', what],
        ['into', shown.into ?? '-'],
        ['started', at(shown.startedAt)],
        ...(shown.completedAt === undefined ? [] : [['ended', `${at(shown.completedAt)}, after ${tookText(shown)}`]]),
        ...(shown.store === undefined ? [] : [['read from', shown.store]]),
        ...(shown.restoredBytes === undefined ? [] : [['size', (0,words/* plainSize */.id)(shown.restoredBytes)]]),
        ...(shown.compared === undefined ? [] : [['compared', shown.compared]]),
        ['asked by', asked.join(', ') || '-'],
        ...(hooks.length > 0 ? [['hooks', hooks.join(', ')]] : []),
        ['recorded in', shown.stores.join(', ')],
    ];
    const cells = facts.map((fact) => fact.map((cell) => (0,words/* oneLine */.TN)(cell, 500)));
    return [shown.id, (0,words/* table */.tp)(cells), ...(shown.finish ? [`Run \`${shown.finish}\`.`] : [])].join('\n');
}

;// CONCATENATED MODULE: ./build/js/command/restore/finish.js









/**
 * Ends what a restore has left open: runs its after-restore hook, which is told whether the restore itself had completed. The record
 * stays failed: it tells what became of the run.
 */
async function finishRestore(world, options) {
    const [id, ...more] = options.id ?? [];
    if (id === undefined || more.length > 0)
        throw new js_problem/* Problem */.AF('usage', 'restore --finish takes the id of one restore', {
            hint: '`backproof restore --status` shows those that are not finished.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    const shelved = sourceOfRestore(project, id);
    const told = world.env[watched];
    const story = await storyOf(project, id, told !== undefined);
    if (story === undefined && told === '')
        return finished(id, `${id} had not begun`, {});
    const last = story?.ended?.hooks['after-restore'];
    if (story?.ended && (last === undefined || last === 'ran'))
        return finished(id, `${id} is finished: nothing is left to do`, story.ended.hooks);
    if (story?.state === 'in_progress')
        throw new js_problem/* Problem */.AF('run-failed', `${id} is still running`, {
            hint: 'Wait for it, or stop it. Once it has said nothing for five minutes, it counts as interrupted.',
        });
    const hook = (0,databases_open/* sourceNamed */.Lt)(project, shelved.name)?.recovery?.finally;
    let outcome;
    let error;
    if (hook) {
        const news = {
            hook: 'after-restore',
            restore: id,
            source: shelved.name,
            backup: story?.backup ?? told ?? '',
            state: story?.ended?.restored ? 'completed' : 'failed',
        };
        try {
            await runHook(world, hook, news, world.signal);
            outcome = 'ran';
        }
        catch (thrown) {
            error = thrown;
            outcome = 'failed';
        }
    }
    const hooks = { ...story?.ended?.hooks, ...(outcome === undefined ? {} : { 'after-restore': outcome }) };
    if (story)
        await finish_close(project, shelved, story, hooks, error);
    if (error !== undefined)
        throw error;
    return finished(id, outcome === 'ran' ? `${id}: after-restore has run` : `${id}: its record is closed`, hooks);
}
/** undefined: no store could be read, or took its record. The hook is what matters then. */
async function storyOf(project, id, known) {
    try {
        return (await findRestore(project, id)).story;
    }
    catch (error) {
        if (known && (0,js_problem/* isProblem */.AN)(error, 'unknown-id'))
            return undefined;
        if (!(0,js_problem/* isProblem */.AN)(error, 'store-failed') || (0,catalog/* restoredSource */.II)(id) === undefined)
            throw error;
        project.world.log.warning(`${error.message}; the hook is run all the same`);
        return undefined;
    }
}
/** What nobody can read of its beginning, nobody can say at its end. */
async function finish_close(project, shelved, { backup, at, token, started, ended }, hooks, error) {
    const { world } = project;
    const told = ended ?? started;
    if (told === undefined)
        return;
    const { version, id, source, scope, only, into, origin, startedAt } = told;
    const { restored, store, restoredBytes, compared } = ended ?? {};
    const { places } = await project.places(shelved);
    const record = new RestoreRecord(world, shelved.name, { backup, at, token }, places);
    await record.end({
        ...{ version, id, backup, source, scope, into, origin, startedAt },
        ...(only === undefined ? {} : { only }),
        ...(restored === undefined ? {} : { restored }),
        ...(store === undefined ? {} : { store }),
        ...(restoredBytes === undefined ? {} : { restoredBytes }),
        ...(compared === undefined ? {} : { compared }),
        state: 'failed',
        completedAt: ended?.completedAt ?? world.now().toISOString(),
        error: error === undefined ? (ended?.error ?? (0,record_story/* cutOff */.qG)([], id)) : errorOf(error),
        hooks,
    });
}
function finished(id, said, hooks) {
    return { json: { version: 1, restore: id, hooks }, text: () => said, problems: [], ids: [] };
}

// EXTERNAL MODULE: ./build/js/engine/engine.js + 4 modules
var engine_engine = __webpack_require__(36701);
// EXTERNAL MODULE: ./build/js/progress.js
var progress = __webpack_require__(31783);
// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time = __webpack_require__(54368);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 8 modules
var verify = __webpack_require__(35178);
// EXTERNAL MODULE: ./build/js/command/copy/failover.js
var failover = __webpack_require__(10892);
// EXTERNAL MODULE: ./build/js/command/project/time-limit.js
var time_limit = __webpack_require__(4919);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 70 modules
var policy = __webpack_require__(96436);
;// CONCATENATED MODULE: ./build/js/command/restore/bastion.js



/**
 * The machine in between that `--via` names. Only one that the policy knows: there its host key is pinned, and there it says which
 * variable has the key. That of the source itself goes before one of the same name elsewhere.
 */
function bastionOf({ path, sources }, typed, own, tools) {
    if (!(0,policy/* connectsHere */.cn)(tools))
        throw new js_problem/* Problem */.AF('usage', `--via forwards a port to this machine, but programs run elsewhere by tools: ${tools.kind}`, {
            hint: `Leave --via out: the address in --into means what it means there.`,
        });
    const named = typed.replace(/^ssh:\/\//, '').replace(/:22$/, '');
    const known = [own, ...Object.values(sources)].flatMap((source) => source?.via ?? []);
    const found = known.find((login) => (0,policy/* shownLogin */.dr)(login) === named);
    if (found !== undefined)
        return found;
    const names = [...new Set(known.map(policy/* shownLogin */.dr))];
    throw new js_problem/* Problem */.AF('usage', `--via ${JSON.stringify(typed)}: ${path} names no such machine in via`, {
        hint: names.length > 0
            ? `It names ${(0,words/* namesSome */.Tc)(names, 5)}.`
            : 'Add via: { ssh: user@host, host-key: "ssh-ed25519 AAAA..." } to the source, which pins the key of that machine.',
    });
}

// EXTERNAL MODULE: ./build/js/command/restore/globals.js
var globals = __webpack_require__(4177);
;// CONCATENATED MODULE: ./build/js/command/restore/outcome.js


function resultOf({ restoredMs, notes, refused, differences, ...restored }) {
    const { id, store, into, durationMs, restoredBytes, compared } = restored;
    const durations = { restore: restoredMs, compare: durationMs - restoredMs };
    const differs = `${id} is restored, but differs from its dump`;
    const failed = refused.map(({ message, hint }) => new js_problem/* Problem */.AF('restore-failed', `${id}: ${message}`, { hint }));
    return {
        json: { version: 1, ...restored, durations, findings: [...notes, ...refused, ...differences] },
        text: () => [
            `restored ${id} from ${store} into ${into}`,
            `${(0,words/* restoredSize */.sy)(restoredBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
            ...notes.map(({ level, message, hint }) => `${level}: ${message}${hint === undefined ? '' : `. ${hint}`}`),
        ].join('\n'),
        problems: [
            ...failed,
            ...differences
                .slice(0, 20)
                .map(({ message }) => new js_problem/* Problem */.AF('restore-failed', `${differs}: ${message}`, { hint: differenceHint(message, refused) })),
        ],
        ids: [id],
    };
}
/** What to do about one: a part that is known to be beyond restoring makes the rest no worse. */
function differenceHint(message, refused) {
    if (/^role .* is missing$/.test(message))
        return 'Owners and privileges of that role are not restored: when restoring into a new database, --globals apply creates the roles that the target lacks.';
    if (refused.length > 0 && / is missing$| has 0 rows, /.test(message))
        return 'It is missing because of what could not be restored, as named above; the rest is there. Create it in this target yourself, or fix the cause and restore into a new database.';
    return 'Do not rely on this target: restore into a new one, or restore an earlier backup with --id ID.';
}
/** The restore itself is done: whoever reads of the failure must know that. */
function uncompared(error, into) {
    if (!(0,js_problem/* isProblem */.AN)(error))
        return error;
    const message = `${error.message}; everything was restored into ${into}, but not compared with what was backed up`;
    return new js_problem/* Problem */.AF(error.code, message, { hint: error.hint, cause: error.cause ?? error });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/js/command/project/policy-file.js
var policy_file = __webpack_require__(36869);
;// CONCATENATED MODULE: ./build/js/command/restore/target.js






const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
/** What a person typed that may have a password in it, masked before anything else can print it. */
function maskTargets(world, typed) {
    for (const text of typed) {
        if (text === undefined)
            continue;
        // A space or a quotation mark that was pasted with it leaves its password a password.
        const filled = text.replace(variable, (_, name) => world.env[name] ?? '').replace(/^[\s"'`]+/, '');
        if (!(0,policy/* hasScheme */.EV)(filled))
            continue;
        // Not only where it is a URL by the book: one with a sign that should have been encoded has a password as well.
        const user = /^[^:]*:\/\/[^/?#]*?:(.*)@/s.exec(filled)?.[1] ?? '';
        // One with several hosts is no URL by the book either.
        const url = URL.parse(filled);
        const query = new URLSearchParams(/\?([^#]*)/s.exec(filled)?.[1] ?? '');
        const parameters = ['password', 'sslpassword'].map((name) => query.get(name) ?? '');
        const passwords = [user, url?.password ?? '', ...parameters].filter((one) => one !== '');
        for (const secret of passwords.length > 0 ? [...passwords, filled] : [])
            world.mask(secret);
    }
}
/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
async function openTarget({ world, bench }, engine, into, by, signal) {
    if (!into)
        throw new js_problem/* Problem */.AF('usage', 'restore needs a target', {
            hint: 'Add --into with a database URL, a folder or a file, set recovery.into of the source in the policy, or add --raw with a folder for the decrypted parts.',
        });
    const text = into.replace(variable, (_, name) => {
        const value = world.env[name];
        if (!value)
            throw new js_problem/* Problem */.AF('secret-missing', `--into names ${name}, which is not set`, {
                hint: `Run export ${name}=... first.`,
            });
        return value;
    });
    const target = await engine.target(text, by, bench, signal);
    if (target.path === undefined && hasPassword(into) && world.arguments.some((said) => said.includes(into))) {
        throw new js_problem/* Problem */.AF('usage', '--into contains a password, and other users of this machine can read arguments', {
            hint: "Put the URL into a variable and write --into '${RESTORE_URL}'.",
        });
    }
    return target;
}
/** Where the policy restores a source to: of one of the databases of a server, that database. undefined: it does not say. */
function ownPlace({ env }, source) {
    const into = source?.recovery?.into;
    if (into === undefined || source?.member === undefined)
        return into;
    const filled = into.replace(variable, (all, name) => env[name] || all);
    return (0,policy/* inDatabase */.jG)(filled, source.member.database);
}
/** A password as it was typed, beside what is taken from the environment. */
function hasPassword(into) {
    const user = /^[a-z]+:\/\/[^@/?]*?:([^@]*)@/i.exec(into)?.[1] ?? '';
    const parameter = /[?&]password=([^&]*)/i.exec(into)?.[1] ?? '';
    return `${user}${parameter}`.replace(variable, '') !== '';
}
/** Never among the backups: what is restored there would be swept, listed, or in the way of the next one. */
function refuseStore({ policy, world }, path) {
    for (const [name, store] of Object.entries(policy.stores)) {
        if (store.kind !== 'directory' || store.unset)
            continue;
        if ((0,policy_file/* isOutside */._K)((0,engine_engine/* realPath */.Ye)((0,external_node_path_.resolve)(world.cwd, store.path)), (0,engine_engine/* realPath */.Ye)(path)))
            continue;
        throw new js_problem/* Problem */.AF('target-refused', `${path} is in the store ${name}`, {
            hint: 'Restore into another folder.',
        });
    }
}
/**
 * Never into the source itself, unless --overwrite names it; gives whether the target may be replaced. Where nobody can
 * tell, because the source's own variable has gone with it, --overwrite must name the target as well.
 */
function refuseSource(source, target, overwrite = [], { cwd, log }, only) {
    const { name, where } = target;
    const meant = overwrite.some((one) => namesTarget(one, target, cwd));
    const stranger = overwrite.find((one) => !namesTarget(one, target, cwd));
    if (stranger !== undefined) {
        throw new js_problem/* Problem */.AF('target-refused', `--overwrite names ${stranger}, but the target is ${name}`, {
            hint: `Give --overwrite ${name} to confirm.`,
        });
    }
    if (!source)
        return meant;
    const overlap = overlapOf(source, target);
    if (overlap === 'none')
        return meant;
    if (overlap === 'same') {
        if (meant)
            return true;
        throw new js_problem/* Problem */.AF('target-refused', `${where} is the source ${source.name} itself`, {
            hint: only.length === 0
                ? `Restore into a new target; to replace the source, give --overwrite ${name}.`
                : `Restore into a new target; to replace only ${(0,words/* namesSome */.Tc)(only)} there, give --overwrite ${name}.`,
        });
    }
    if ('copyAt' in overlap) {
        // Also where --overwrite names it: what it asks for would not be done.
        const because = `the backup has whole paths, so it would land in ${overlap.copyAt} and replace nothing`;
        const { original } = overlap;
        throw new js_problem/* Problem */.AF('target-refused', `${where} is in the source ${source.name} itself: ${because}`, {
            hint: `To put the files back in place, give --into ${original} --overwrite ${original}; otherwise restore into a new folder outside the source.`,
        });
    }
    const unknown = `whether ${where} is the source ${source.name} itself is unknown: ${overlap.because}`;
    if (!meant) {
        throw new js_problem/* Problem */.AF('target-refused', unknown, {
            hint: `Give --overwrite ${name} to confirm that what is there may be replaced, or set the variable.`,
        });
    }
    log.warning(unknown);
    return true;
}
/** Whether what stands after --overwrite is this target. */
const namesTarget = (said, { name }, cwd) => said === name || (0,external_node_path_.resolve)(cwd, said) === name;
function overlapOf(source, target) {
    try {
        return target.overlap(source);
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error))
            throw error;
        return { because: error.message };
    }
}

;// CONCATENATED MODULE: ./build/js/command/restore/raw.js
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









/** The folder for decrypted parts, whose options are checked before anything is fetched. */
function rawTarget(project, options, raw) {
    const other = ['into', 'only', 'overwrite', 'create', 'globals', 'keep-going'].find((name) => options[name] !== undefined);
    if (other !== undefined) {
        throw new js_problem/* Problem */.AF('usage', `restore takes --raw or --${other}, not both`, {
            hint: 'With --raw, the parts of the backup are written unchanged into a new or empty folder.',
        });
    }
    const path = (0,external_node_path_.resolve)(project.world.cwd, (0,engine_engine/* requirePath */.dr)('--raw', raw, 'parts', 'folder'));
    refuseStore(project, path);
    return path;
}
/**
 * Writes the decrypted parts of a backup into an empty folder, each as the dumping program made it and readable by this user
 * alone. All of them match the digests of the manifest, or none is left.
 */
async function restoreRaw({ world }, backup, id, store, path, signal) {
    const began = world.monotonicMs();
    const names = [...backup.parts, verify/* factsPart */.vf];
    const made = await prepare(path);
    const parts = [];
    try {
        for (const name of names) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(path, name), { flags: 'wx', mode: 0o600 });
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${id}: ${name}`, done: () => file.bytesWritten }), false);
                parts.push({ name, plainBytes: await write(backup, name, file, signal) });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        }
    }
    catch (error) {
        // A part that is cut off must not look whole; nothing else was in the folder.
        for (const name of names)
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch((also) => (0,js_problem/* noteAlso */.Gv)(error, also));
        if (made)
            await (0,promises_.rmdir)(path).catch((also) => (0,js_problem/* noteAlso */.Gv)(error, also));
        if ((0,js_problem/* isProblem */.AN)(error))
            throw error;
        throw new js_problem/* Problem */.AF('restore-failed', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to, and that has room for the plain parts.',
        });
    }
    const durationMs = Math.round(world.monotonicMs() - began);
    return { id, store, path, parts, durationMs };
}
/** What to say of it. `passedOver`: the copies that could not be used. */
function rawResult(decrypted, passedOver) {
    const { id, store, path, parts, durationMs } = decrypted;
    const plainBytes = parts.reduce((sum, part) => sum + part.plainBytes, 0);
    const compared = `${(0,words/* plural */.LS)(parts.length, 'part')}, each matching its digest`;
    const common = { version: 1, id, store, into: path, raw: true, parts, plainBytes, durationMs, compared };
    const json = { ...common, findings: passedOver };
    const text = () => [
        `decrypted ${id} from ${store} into ${path}`,
        ...passedOver.map(({ level, message }) => `${level}: ${message}`),
        ...parts.map((part) => `  ${part.name}  ${(0,words/* plainSize */.id)(part.plainBytes)}`),
        `${(0,words/* plainSize */.id)(plainBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
    ].join('\n');
    return { json, text, problems: [], ids: [id] };
}
/** True if the folder was made here; refused where it holds anything. */
async function prepare(path) {
    try {
        const first = await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
        const [some] = await (0,promises_.readdir)(path);
        if (some === undefined)
            return first !== undefined;
        throw new js_problem/* Problem */.AF('target-refused', `${path} is not empty: it has ${some}`, { hint: 'Name a new folder.' });
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error))
            throw error;
        throw new js_problem/* Problem */.AF('target-refused', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to.',
        });
    }
}
async function write(backup, name, file, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,external_node_stream_promises_.pipeline)(await backup.open(name), file, { signal }).catch((error) => {
            throw signal.aborted ? (0,js_problem/* cancelled */.KW)(signal) : error;
        });
        const handle = __addDisposableResource(env_2, await (0,promises_.open)(file.path), true);
        await handle.sync();
        return file.bytesWritten;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./build/js/command/restore/one.js
var one_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var one_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
















/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
async function restoreOne(project, found, options, together) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (options.raw !== undefined)
            return await raw(project, found, options, options.raw);
        const { entry, shelved } = found;
        (0,project_entry/* requireRestorable */.vc)(entry);
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        const asked = askedOf(options, engine);
        const shared = asked.globals === undefined ? undefined : await (0,globals/* sharedGlobals */.Yj)(project, engine, entry);
        if (asked.globals === 'print')
            return await (0,globals/* printRoles */.Lv)(project, engine, shared ?? entry, options);
        const limit = one_addDisposableResource(env_1, startRestoreLimit(project.world, options, (0,databases_open/* sourceNamed */.Lt)(project, shelved.name), entry.id), false);
        const opened = one_addDisposableResource(env_1, await openPlace(project, found, engine, options, limit.signal), true);
        const { target } = opened;
        const only = options.only ?? [];
        const recovery = options['no-hooks'] ? undefined : project.policy.sources[shelved.name]?.recovery;
        const scope = only.length > 0 ? 'selection' : 'everything';
        const admit = async () => {
            await (0,globals/* requireKey */.XK)(project, entry, options.store, limit.signal);
            await target.admit?.(requestOf(options, asked, opened.overwrite));
        };
        const subject = { backup: entry.id, shelved, scope, only, into: target.where, recovery, admit };
        return await asOperation(project, options, subject, () => carryOut(project, found, options, { ...opened, engine, asked, shared, limit }), together);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = one_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The target of a restore, looked at: it is not the source itself, unless that is meant. */
async function openPlace(project, { entry, shelved }, engine, options, signal, meant = () => options.overwrite) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const source = (0,databases_open/* sourceNamed */.Lt)(project, shelved.name);
        // Of another engine, it cannot be what this backup was made of.
        const own = source?.engine === entry.manifest.engine ? source : undefined;
        const tools = source?.tools ?? { kind: 'auto' };
        const via = options.via === undefined ? undefined : bastionOf(project.policy, options.via, own, tools);
        const by = { tools, ...(own === undefined ? {} : { source: own }), ...(via === undefined ? {} : { via }) };
        const stack = one_addDisposableResource(env_2, new AsyncDisposableStack(), true);
        const target = stack.use(await openTarget(project, engine, options.into ?? ownPlace(project.world, source), by, signal));
        if (target.path !== undefined)
            refuseStore(project, target.path);
        // Where a database is not there any more, its own place is where it belongs: the target is still looked at.
        const isThere = Object.hasOwn(project.policy.sources, shelved.name);
        const overwrite = refuseSource(isThere ? own : undefined, target, meant(target), world, options.only ?? []);
        const kept = stack.move();
        return { target, overwrite, [Symbol.asyncDispose]: () => kept.disposeAsync() };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = one_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function carryOut(project, { entry }, options, work) {
    const { world } = project;
    const { manifest } = entry;
    const { target, overwrite, engine, asked, shared, limit } = work;
    const { signal } = limit;
    const only = options.only ?? [];
    const began = world.monotonicMs();
    const { value, place, passedOver } = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const opened = await (0,globals/* openCopy */.G)(project, entry, place, signal);
            const backup = shared ? await (0,globals/* withGlobals */.Vh)(project, opened, engine, shared, signal) : opened;
            const _ = one_addDisposableResource(env_3, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
            return await world.log.group(`restore ${entry.id} from ${place.name}`, () => (0,progress/* during */.iW)(world.log, { what: `${entry.id}: restoring`, done: opened.readBytes, of: opened.sealedBytes, unit: 'sealed' }, () => target.restore(backup, requestOf(options, asked, overwrite))));
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            one_disposeResources(env_3);
        }
    });
    const { findings, expected } = value;
    const restoredMs = Math.round(world.monotonicMs() - began);
    const looking = async (expected) => {
        const { far, counted } = (0,verify/* startCount */.si)(expected);
        try {
            return await (0,progress/* during */.iW)(world.log, { what: `${entry.id}: comparing the target`, ...far }, () => target.facts(expected, counted));
        }
        catch (error) {
            throw uncompared(error, target.where);
        }
    };
    const after = expected && (await looking(expected));
    // Of some tables nothing is said of what else is there.
    const more = overwrite || only.length > 0 ? 'kept' : 'refused';
    const compared = after && (0,verify/* blamedOn */.NE)(findings, (0,verify/* compare */.UD)(expected, after, more));
    const differences = compared?.filter(({ level }) => level === 'failure') ?? [];
    const equal = expected && differences.length === 0 ? (0,verify/* describe */.q0)(expected) : (0,words/* plural */.LS)(differences.length, 'difference');
    const surplus = compared?.filter(({ level }) => level !== 'failure' && only.length === 0) ?? [];
    const summary = {
        id: entry.id,
        store: place.name,
        into: target.where,
        restoredMs,
        durationMs: Math.round(world.monotonicMs() - began),
        restoredBytes: value.restoredBytes ?? manifest.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0),
        compared: compared ? equal : 'only a part, not compared',
        notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
        refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
        differences,
    };
    const { store, restoredBytes } = summary;
    return { result: resultOf(summary), store, restoredBytes, compared: summary.compared };
}
/** The decrypted parts as they are: recorded, because whoever has them has everything; no hook is for that. */
async function raw(project, { entry, shelved }, options, folder) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const path = rawTarget(project, options, folder);
        const limit = one_addDisposableResource(env_4, startRestoreLimit(world, options, (0,databases_open/* sourceNamed */.Lt)(project, shelved.name), entry.id), false);
        const { signal } = limit;
        const subject = {
            backup: entry.id,
            shelved,
            scope: 'raw',
            only: [],
            into: path,
            recovery: undefined,
            admit: async () => { },
        };
        return await asOperation(project, options, subject, async () => {
            const made = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
                const env_5 = { stack: [], error: void 0, hasError: false };
                try {
                    const opened = await (0,globals/* openCopy */.G)(project, entry, place, signal);
                    const _ = one_addDisposableResource(env_5, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
                    return await restoreRaw(project, opened, entry.id, place.name, path, signal);
                }
                catch (e_5) {
                    env_5.error = e_5;
                    env_5.hasError = true;
                }
                finally {
                    one_disposeResources(env_5);
                }
            });
            const restoredBytes = made.value.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
            const result = rawResult(made.value, made.passedOver);
            return { result, store: made.place.name, restoredBytes, compared: (0,words/* plural */.LS)(made.value.parts.length, 'part') };
        });
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        one_disposeResources(env_4);
    }
}
/** A restore that hangs must end: whoever waits for it has other ways to try. */
function startRestoreLimit(world, { timeout }, source, id) {
    const given = timeout === undefined ? undefined : (0,time/* parseDuration */.E9)(timeout);
    if (given !== undefined && 'wrong' in given)
        throw new js_problem/* Problem */.AF('usage', `--timeout ${JSON.stringify(timeout)} is not a duration`, {
            hint: 'Write --timeout 12h.',
        });
    const ms = given === undefined ? (0,time_limit/* limitMs */.oV)(source) : (0,time/* durationMs */.pc)(given);
    const hint = 'Add --timeout 24h if it may take that long.';
    return (0,time_limit/* startLimit */.iP)(world.signal, ms, `the restore of ${id}`, 'restore-failed', hint);
}
const requestOf = ({ only = [] }, asked, overwrite) => ({
    ...{ overwrite, only, create: asked.create },
    ...{ roles: asked.globals === 'apply', keepGoing: asked.keepGoing },
});
/** Options that not every engine takes. */
function askedOf(options, engine) {
    const given = ['create', 'globals', 'keep-going'].filter((name) => options[name]);
    const named = given.find((name) => !engine.can.restores.includes(name));
    if (named !== undefined)
        throw new js_problem/* Problem */.AF('usage', `--${named} is for a database server, but this is a backup of ${engine.name}`, {
            hint: `Leave --${named} out.`,
        });
    const globals = ['apply', 'print'].find((one) => one === options.globals);
    if (options.globals !== undefined && globals === undefined)
        throw new js_problem/* Problem */.AF('usage', `--globals takes apply or print, not ${options.globals}`, {
            hint: 'Run it with --globals print, which shows the roles of the backup, or with --globals apply, which creates those that the target lacks.',
        });
    return { create: options.create === true, globals, keepGoing: options['keep-going'] === true };
}

// EXTERNAL MODULE: ./build/js/judge/judge.js + 43 modules
var judge = __webpack_require__(14563);
// EXTERNAL MODULE: ./build/js/command/each-source/seat.js
var seat = __webpack_require__(38637);
// EXTERNAL MODULE: ./build/js/command/each-source/source-log.js
var source_log = __webpack_require__(25814);
;// CONCATENATED MODULE: ./build/js/command/restore/order.js




/** The sources of a group, those first that others wait for. Throws `usage` for a group that no source is in. Pure. */
function sourcesOf(sources, what) {
    const chosen = sources.filter((source) => what === policy/* everySource */.hA || (0,policy/* groupOf */.F8)(source) === what);
    if (chosen.length > 0)
        return (0,judge/* inOrder */.al)(chosen);
    const groups = [...new Set([policy/* everySource */.hA, ...sources.flatMap((source) => (0,policy/* groupOf */.F8)(source) ?? [])])];
    throw new js_problem/* Problem */.AF('usage', `no source of the policy is in the group ${JSON.stringify(what)}`, {
        hint: (0,words/* suggest */.ZA)(what, groups),
    });
}
/** Equal for two hooks that do the same. */
const hookKey = (hook) => JSON.stringify(hook.kind === 'command' ? hook.argv : hook.url.template);

// EXTERNAL MODULE: ./build/js/report/report.js + 68 modules
var report = __webpack_require__(65670);
// EXTERNAL MODULE: ./build/js/command/result.js
var command_result = __webpack_require__(27575);
;// CONCATENATED MODULE: ./build/js/command/restore/several-result.js




/** What to say of them all: each has a line, whatever became of it. */
function severalResult(what, outcomes) {
    const problems = outcomes.flatMap(({ source, state, because, result, error }) => [
        ...(result?.problems ?? []),
        ...(error ? [error] : []),
        ...(state === 'not begun'
            ? [
                new js_problem/* Problem */.AF('restore-failed', `${source} was not restored: ${because}`, {
                    hint: `Run \`backproof restore --source ${source}\` once that is there.`,
                }),
            ]
            : []),
    ]);
    const rows = outcomes.map(rowOf);
    const status = problems.length === 0 ? 'succeeded' : 'failed';
    const restored = outcomes.filter(({ state }) => state === 'completed').length;
    const title = `${restored} of ${outcomes.length} restored`;
    return {
        json: {
            version: 1,
            what,
            status,
            sources: outcomes.map(({ result, error, ...rest }) => ({
                ...rest,
                ...(result ? { ...result.json, version: undefined, id: undefined } : {}),
                problems: [...(result?.problems ?? []), ...(error ? [error] : [])].map(command_result/* problemJson */.ok),
            })),
        },
        text: () => [
            `${what}: ${title}`,
            (0,words/* table */.tp)([
                ['SOURCE', 'STATE', 'BACKUP', 'INTO', 'SAYS'],
                ...rows.map(({ source, state, backup, into, says }) => [
                    source,
                    state,
                    backup,
                    (0,words/* oneLine */.TN)(into, 100),
                    (0,words/* oneLine */.TN)(says, 200),
                ]),
            ]),
        ].join('\n'),
        markdown: (0,report/* renderRestores */._r)({ title: `${what}: ${title}`, failed: status === 'failed', rows }),
        problems,
        ids: outcomes.filter(({ state }) => state === 'completed').map(({ backup }) => backup),
    };
}
function rowOf({ source, state, backup, into, because, result, error }) {
    const { compared } = (result?.json ?? {});
    const [problem] = result?.problems ?? [];
    const why = error?.message ?? ((0,js_problem/* isProblem */.AN)(problem) ? problem.message : undefined);
    return { source, state, backup, into, says: because ?? why ?? compared ?? '-' };
}

;// CONCATENATED MODULE: ./build/js/command/restore/several.js
var several_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var several_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** Restores every source of a group into its own place, in the order that the policy says, and at once where nothing waits. */
async function restoreSeveral(project, options, what) {
    const alone = ['id', 'source', 'into', 'via', 'raw', 'only', 'globals', 'create'].find((name) => options[name]);
    if (alone !== undefined)
        throw new js_problem/* Problem */.AF('usage', `restore takes --what or --${alone}, not both`, {
            hint: `Leave --${alone} out: --what restores whole sources, each into the recovery.into of the policy.`,
        });
    const sources = sourcesOf(Object.values(project.policy.sources), what);
    const plans = await several_prepare(project, sources, options);
    return severalResult(what, await several_carryOut(project, plans, options));
}
/** Everything that can be known before anything begins: a backup of each, its place, and that no two have the same. */
async function several_prepare(project, sources, options) {
    const { world } = project;
    const homeless = sources.filter((source) => ownPlace(world, source) === undefined);
    if (homeless.length > 0)
        throw new js_problem/* Problem */.AF('usage', `the policy does not say where to restore ${homeless.map(({ name }) => name).join(', ')}`, {
            hint: 'Set recovery.into of each in the policy: a variable such as ${ORDERS_RESTORE_URL}, a folder or a file.',
        });
    const said = options.overwrite ?? [];
    const unmet = new Set(said);
    const plans = [];
    const failures = [];
    for (const source of sources) {
        try {
            const found = await newestOf(project, source, options);
            (0,project_entry/* requireRestorable */.vc)(found.entry);
            const own = await placeOf(project, found, { ...options, into: ownPlace(world, source) ?? '' }, said);
            for (const one of own.overwrite)
                unmet.delete(one);
            const twin = plans.find(({ into }) => into === own.into);
            if (twin)
                throw new js_problem/* Problem */.AF('target-refused', `${source.name} and ${twin.source.name} would both be restored into ${own.into}`, {
                    hint: 'Give each a recovery.into of its own.',
                });
            plans.push({ source, found, ...own });
        }
        catch (error) {
            if (!(0,js_problem/* isFailure */.N6)(error))
                throw error;
            failures.push(error);
        }
    }
    const [first, ...more] = failures;
    for (const { message, hint } of more)
        world.log.error(hint ? `${message}. ${hint}` : message);
    if (first)
        throw new js_problem/* Problem */.AF(first.code, `nothing was restored: ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`, {
            hint: first.hint,
            cause: first,
        });
    const [stranger] = unmet;
    if (stranger !== undefined)
        throw new js_problem/* Problem */.AF('target-refused', `--overwrite names ${stranger}, which none of them is restored into`, {
            hint: `They are restored into ${plans.map(({ into }) => into).join(', ')}.`,
        });
    return plans;
}
/** The place, looked at, and which of the names of --overwrite mean it. */
async function placeOf(project, found, options, said) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const engine = await (0,engine_engine/* engineOf */.ky)(found.entry.manifest.engine);
        let overwrite = [];
        const opened = several_addDisposableResource(env_1, await openPlace(project, found, engine, options, world.signal, (target) => {
            overwrite = said.filter((one) => namesTarget(one, target, world.cwd));
            return overwrite;
        }), true);
        return { into: opened.target.where, overwrite };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = several_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What became of each, in the order of the plans. */
async function several_carryOut(project, plans, options) {
    const { world, policy, seats } = project;
    const turnstile = new seat/* Turnstile */.Xs((0,seat/* widthOf */.qz)(policy.concurrency).sources);
    const works = plans.map((plan) => ({
        plan,
        heard: new source_log/* SourceLog */.O(world.log, plan.source.name),
        /** Whether what it brings is there, whole. */
        restored: Promise.withResolvers(),
        ended: Promise.withResolvers(),
    }));
    const chosen = plans.map(({ source }) => source);
    const workOf = new Map(works.map((work) => [work.plan.source, work]));
    const one = async ({ plan, heard, restored, ended }) => {
        const { source, found, into, overwrite } = plan;
        const bare = { source: source.name, backup: found.entry.id, into };
        let begun = false;
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                for (const other of (0,judge/* waitsFor */.is)(source, chosen)) {
                    if (await workOf.get(other)?.restored.promise)
                        continue;
                    return { ...bare, state: 'not begun', because: `it waits for ${other.name}, which was not restored` };
                }
                const bytes = found.entry.manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0);
                const turn = several_addDisposableResource(env_2, await turnstile.take(world.signal), false);
                const heavy = several_addDisposableResource(env_2, await seats.heavy(bytes, world.signal), false);
                const together = {
                    restored(whole) {
                        restored.resolve(whole);
                        // Its hook may have to wait for one that has no seat yet.
                        for (const seat of [turn, heavy])
                            seat[Symbol.dispose]();
                    },
                    turn: async (hook) => {
                        const same = works.filter(({ plan: { source: other } }) => other.recovery?.finally && hookKey(other.recovery.finally) === hookKey(hook));
                        await Promise.all(same.map((work) => work.restored.promise));
                    },
                };
                const own = { ...project, world: { ...world, log: heard.log } };
                const given = { ...options, into: ownPlace(world, source) ?? '', overwrite };
                begun = true;
                const result = await restoreOne(own, found, given, together);
                return { ...bare, state: result.problems.length === 0 ? 'completed' : 'failed', result };
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                several_disposeResources(env_2);
            }
        }
        catch (error) {
            if (!(0,js_problem/* isProblem */.AN)(error))
                throw error;
            heard.log.error(`${source.name}: ${(0,js_problem/* messageOf */.bD)(error)}`);
            return begun
                ? { ...bare, state: 'failed', error }
                : { ...bare, state: 'not begun', because: (0,js_problem/* messageOf */.bD)(error), error };
        }
        finally {
            restored.resolve(false);
            ended.resolve();
        }
    };
    const narrate = async () => {
        for (const { heard, ended } of works) {
            await heard.hear();
            await ended.promise;
        }
    };
    world.log.info(`restoring ${(0,words/* plural */.LS)(plans.length, 'source')}: ${chosen.map(({ name }) => name).join(', ')}`);
    const running = works.map(one);
    // A bug in one ends none of the others.
    const outcomes = await Promise.allSettled([...running, narrate()]);
    const bug = outcomes.find((outcome) => outcome.status === 'rejected');
    if (bug)
        throw bug.reason;
    return await Promise.all(running);
}

;// CONCATENATED MODULE: ./build/js/command/restore/restore.js








/** Restores a backup; or shows the restores that there were, or ends what one of them has left open. */
const restore = async (world, options) => {
    if (options.status)
        return await restoreStatus(world, options);
    if (options.finish)
        return await finishRestore(world, options);
    maskTargets(world, [options.into, options.raw, ...(options.overwrite ?? [])]);
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    maskTargets(world, Object.values(project.policy.sources).map(({ recovery }) => recovery?.into));
    if (options.what !== undefined)
        return await restoreSeveral(project, options, options.what);
    // Before anything is fetched.
    if (options.raw !== undefined)
        rawTarget(project, options, options.raw);
    const found = await choose(project, options);
    return await restoreOne(project, found, options);
};


/***/ })

};
