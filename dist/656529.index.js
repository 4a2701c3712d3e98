export const id = 656529;
export const ids = [656529];
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

/***/ 17913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rehearse: () => (/* binding */ rehearse)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./progress.js
var progress = __webpack_require__(17973);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report_report = __webpack_require__(57027);
// EXTERNAL MODULE: ./retain/retain.js + 15 modules
var retain = __webpack_require__(6078);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/time-limit.js
var time_limit = __webpack_require__(98977);
// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
// EXTERNAL MODULE: ./command/restore/globals.js
var globals = __webpack_require__(75399);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
;// CONCATENATED MODULE: ./command/rehearse/environment.js




/** What opens stores, GitHub or other clouds, or lets a step write into the ones after it. */
const withheld = /^(?:BACKPROOF_|INPUT_|ACTIONS_|AWS_|AZURE_|GOOGLE_|CLOUDSDK_)|^(?:GH_TOKEN|GITHUB_ENV|GITHUB_PATH|GITHUB_OUTPUT|GITHUB_STATE|GITHUB_STEP_SUMMARY|NODE_OPTIONS)$/;
/**
 * What a migration gets: the environment of the job without what the backups need, since nobody has merged it yet, and the
 * address of the throw-away server. No variable that the policy names is passed on, and none that has a known secret in it.
 */
function migrationEnvironment({ env, redact }, policyText, address) {
    const named = new Set([...(0,policy/* secretNames */.XG)(policyText), ...world_0/* secretVariables */.c8]);
    const passed = Object.entries(env).flatMap(([name, value]) => value === undefined || named.has(name) || withheld.test(name) || redact(value) !== value
        ? []
        : [[name, value]]);
    return { ...Object.fromEntries(passed), ...address };
}
/** The text of the policy that this run follows. */
async function policyTextOf({ footing, cwd }, path) {
    return footing.policy?.text ?? (await (0,promises_.readFile)((0,policy_file/* pathFrom */.Iw)(cwd, path), 'utf8'));
}

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
;// CONCATENATED MODULE: ./command/rehearse/migrate.js


/**
 * Runs the migration in the current folder, with its output in the log, line by line, without secrets. Throws only what is not its
 * own failure: that it was cancelled.
 */
async function migrate(world, words, env, signal) {
    const began = world.monotonicMs();
    const took = () => Math.round(world.monotonicMs() - began);
    // Both in their order; a word that is no program is told by the shell, with exit code 127.
    const script = 'cd "$1" && shift && exec "$@" 2>&1';
    const command = { program: 'sh', name: 'the migration', args: ['-c', script, 'sh', world.cwd, ...words], env };
    const child = (0,runtime/* hostRuntime */.Vo)({ env }).spawn(command, signal);
    const lines = new runtime/* Lines */.qo((line) => {
        if (line.trim() !== '')
            world.log.info(world.redact(`  ${line}`));
    });
    try {
        child.stdout.setEncoding('utf8');
        for await (const text of child.stdout)
            lines.take(text);
        lines.end();
        await child.ended;
        return { durationMs: took(), exitCode: 0 };
    }
    catch (error) {
        lines.end();
        const failure = (0,runtime/* failureOf */.g5)(error);
        if (signal.aborted || !(0,problem/* isProblem */.AN)(error, 'tool-failed') || !failure)
            throw error;
        return {
            durationMs: took(),
            ...(failure.exitCode === undefined ? {} : { exitCode: failure.exitCode }),
            ...(failure.killedBy === undefined ? {} : { killedBy: failure.killedBy }),
        };
    }
}

;// CONCATENATED MODULE: ./command/rehearse/stranger.js

/** Whose checkout these run: someone with the right to push to this repository, or what was approved into the queue. */
const own = ['pull_request', 'push', 'workflow_dispatch', 'merge_group'];
/**
 * A migration that nobody has merged sees production data, so whoever wrote it must be able to push to this repository. Of
 * other events nobody knows whose code was checked out: a comment, or the end of another workflow, may be about a fork's pull request. (One of
 * a fork itself is `foreign`, and refused before.)
 * @throws Problem untrusted
 */
function refuseStrangers({ env, footing }) {
    const event = env['GITHUB_EVENT_NAME'] ?? '';
    if (env['GITHUB_ACTIONS'] !== 'true' || footing.judgement.kind === 'trusted' || own.includes(event))
        return;
    throw new problem/* Problem */.AF('untrusted', `a migration is not rehearsed on the event ${event}: whose code was checked out is not known`, {
        hint: 'Run it on pull_request, from a branch of this repository: workflows-examples/migration-rehearsal.yml.',
    });
}

;// CONCATENATED MODULE: ./command/rehearse/rehearse.js
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





















/** Runs a migration on a backup that is restored into a throw-away server, and says what it did there. */
const rehearse = async (world, options) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        refuseStrangers(world);
        const words = wordsOf(options);
        const project = await (0,project_project/* openProject */.U)(world, options);
        const { source, entry, proven } = await chosen(project, options);
        (0,project_entry/* requireRestorable */.vc)(entry);
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        if (!engine.rehearsal)
            throw new problem/* Problem */.AF('usage', `nothing can be rehearsed on a backup of ${engine.name}`, {
                hint: 'Rehearsals are for postgres, mysql, mariadb and sqlite.',
            });
        (0,whole/* requireIncrements */.ap)(engine, entry);
        const limit = __addDisposableResource(env_1, (0,time_limit/* startLimit */.iP)(world.signal, (0,time_limit/* limitMs */.oV)(source), `the rehearsal on ${entry.id}`, 'sandbox-failed', 'Set verify: { timeout: 12h } of the source in the policy, if it may take that long.'), false);
        const report = await carryOut(project, { source, entry, proven, words, options, signal: limit.signal });
        return await told(world, (0,world_0/* redactAll */.$I)(report, world.redact), options);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
};
function wordsOf({ words = [], migration }) {
    if (migration !== undefined && words.length === 0)
        return ['sh', '-c', migration];
    if (migration === undefined && words.length > 0)
        return words;
    throw new problem/* Problem */.AF('usage', words.length === 0 ? 'no migration is named' : 'the migration is named twice', {
        hint: 'Write it after --: `backproof rehearse --source orders -- npx prisma migrate deploy`.',
    });
}
/** The newest that passed a restore or a read; where none has, the newest. */
async function chosen(project, options) {
    const now = project.world.now();
    const isProven = ({ proofs }) => proofs.some((one) => one.outcome === 'passed' && one.level !== 'check');
    const [id, ...more] = options.id ?? [];
    if (id !== undefined && more.length === 0) {
        const found = await (0,project_entry/* findEntry */.w4)(project, id);
        (0,project_entry/* requireSource */.nH)(found, options.source);
        const source = project.sources.find(({ name }) => name === found.shelved.name);
        if (source)
            return { source, entry: found.entry, proven: isProven(found.entry) };
    }
    const [source, ...others] = project.sources;
    if (id !== undefined || !source || others.length > 0)
        throw new problem/* Problem */.AF('usage', 'a rehearsal takes one backup', {
            hint: 'Name it with --source NAME, or with --id ID of a source in the policy.',
        });
    const catalog = await project.catalog(source);
    const usable = catalog.entries.filter((entry) => (0,catalog_catalog/* isUsable */.Ng)(entry, now));
    const best = (0,retain/* newestProven */.t$)(usable);
    const entry = best && best.proof.level !== 'check' ? best.entry : (0,project_entry/* newestEntry */.xm)(catalog, { now, timezone: project.policy.timezone });
    return { source, entry, proven: isProven(entry) };
}
async function carryOut(project, work) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { source, entry, options, signal } = work;
        const { world, policy, bench } = project;
        const durations = {};
        const timed = async (step, what, body) => {
            const began = world.monotonicMs();
            try {
                return await (0,progress/* during */.iW)(world.log, { what: `${entry.id}: ${what}` }, body);
            }
            finally {
                durations[step] = Math.round(world.monotonicMs() - began);
            }
        };
        const image = options.image ?? source.verify.image;
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        const stack = __addDisposableResource(env_2, new AsyncDisposableStack(), true);
        const { value } = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const backup = await (0,globals/* openCopy */.G)(project, entry, place, signal);
                const mine = __addDisposableResource(env_3, new AsyncDisposableStack(), true);
                const start = () => engine.rehearsal?.(backup.facts, image, bench, signal) ?? Promise.reject(new Error('no rehearsal'));
                const rehearsal = mine.use(await timed('start', 'starting a throw-away server', start));
                for (const secret of rehearsal.secrets)
                    world.mask(secret);
                const whole = { overwrite: false, only: [] };
                const { findings } = await timed('restore', 'restoring', () => rehearsal.target.restore(backup, whole));
                stack.use(mine.move());
                return { backup, rehearsal, findings };
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_2 = __disposeResources(env_3);
                if (result_2)
                    await result_2;
            }
        });
        const { backup, rehearsal } = value;
        const { target } = rehearsal;
        const before = await target.facts(backup.facts);
        const madeOf = await rehearsal.schema?.();
        const env = migrationEnvironment(world, await policyTextOf(world, policy.path), rehearsal.env);
        world.log.info(`${entry.id} is restored; the migration runs now`);
        const { migration, watched } = await migrateWatched(world, work, rehearsal, env);
        durations['migrate'] = migration.durationMs;
        const { after, schema } = await timed('compare', 'looking at what has changed', async () => {
            const now = await rehearsal.schema?.();
            return {
                after: await target.facts(backup.facts),
                schema: madeOf && now ? (0,judge/* schemaDifference */.Tt)(madeOf, now, before.rows) : null,
            };
        });
        const failed = migration.exitCode !== 0;
        const broken = failed
            ? []
            : await timed('assert', 'checking the assertions', () => (0,verify/* checkAssertions */.Gp)(target, source.verify.assertions));
        const changes = (0,judge/* changesBetween */.iv)(before, after);
        const unmet = broken.some(({ level }) => level === 'failure');
        return {
            version: 1,
            command: 'rehearse',
            project: policy.project,
            source: source.name,
            id: entry.id,
            startedAt: entry.manifest.startedAt,
            proven: work.proven,
            ...(image === undefined ? {} : { image }),
            outcome: failed ? 'migration-failed' : unmet ? 'assertion-failed' : 'passed',
            migration,
            durations,
            locks: watched.locks ?? null,
            failed: watched.failed ?? null,
            changes,
            schema,
            findings: [
                ...[...value.findings, ...broken].map(({ level, message, hint }) => ({
                    level,
                    message,
                    ...(hint ? { hint } : {}),
                })),
                ...(0,judge/* migrationLosses */.YX)(changes, schema).map((message) => ({ level: 'warning', message })),
            ],
            assertions: failed ? 0 : source.verify.assertions.length,
        };
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
async function migrateWatched(world, { words, signal }, { watch }, env) {
    const watching = await watch?.(signal);
    const migration = await migrate(world, words, env, signal);
    try {
        return { migration, watched: (await watching?.end()) ?? {} };
    }
    catch (error) {
        // A migration may end every other session: what was seen of it until then is lost, and what it did is not.
        if (signal.aborted || !(0,problem/* isProblem */.AN)(error))
            throw error;
        world.log.warning(`what the migration locked is not known: ${error.message}`);
        return { migration, watched: {} };
    }
}
async function told(world, report, { save }) {
    const markdown = (0,report_report/* renderRehearsal */.K0)(report);
    if (save !== undefined) {
        try {
            await (0,promises_.writeFile)((0,policy_file/* pathFrom */.Iw)(world.cwd, save), markdown);
        }
        catch (cause) {
            throw new problem/* Problem */.AF('usage', `the Markdown cannot be written: ${(0,words/* reasonOf */.A3)(cause)}`, {
                hint: 'Give --save a file in a folder that exists and may be written to.',
                cause,
            });
        }
    }
    return { json: report, text: () => (0,report_report/* rehearsalText */.LA)(report), markdown, problems: problemsOf(report), ids: [report.id] };
}
function problemsOf({ outcome, id, migration, findings }) {
    if (outcome === 'passed')
        return [];
    if (outcome === 'migration-failed') {
        const { exitCode, killedBy } = migration;
        const how = killedBy === undefined ? `exit code ${exitCode ?? 'unknown'}` : `ended by ${killedBy}`;
        return [
            new problem/* Problem */.AF('migration-failed', `the migration failed on ${id} (${how})`, {
                hint: 'Its output is above; the statements that the server refused are in the report.',
            }),
        ];
    }
    const first = findings.find(({ level }) => level === 'failure');
    return [
        new problem/* Problem */.AF('migration-unfit', `after the migration of ${id}: ${first?.message ?? 'an assertion does not hold'}`, {
            hint: first?.hint ?? 'Mend the migration, or change the assertion in the policy if it is meant.',
        }),
    ];
}


/***/ }),

/***/ 75399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ openCopy),
/* harmony export */   Lv: () => (/* binding */ printRoles),
/* harmony export */   Vh: () => (/* binding */ withGlobals),
/* harmony export */   XK: () => (/* binding */ requireKey),
/* harmony export */   Yj: () => (/* binding */ sharedGlobals),
/* harmony export */   jQ: () => (/* binding */ quiet)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84032);
/* harmony import */ var _copy_failover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21666);




async function openCopy(project, { manifest }, place, signal = project.world.signal) {
    return (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .openBackup */ .Tw)(place, manifest, await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), signal), signal);
}
/** What of a copy is wrong is said when it is used. */
const quiet = (project) => ({
    ...project,
    world: { ...project.world, log: { ...project.world.log, warning: () => { } } },
});
/** Throws where no copy can be opened with the secret keys that were given. */
async function requireKey(project, entry, store, signal) {
    await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(quiet(project), entry, store, async (place) => (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, entry.manifest, await project.secretKeys(), signal));
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


/***/ })

};
