export const id = 160312;
export const ids = [160312];
export const modules = {

/***/ 48912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ workOn)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** What is at work on a source now, as its leases tell; a store whose lease cannot be read is named. */
async function workOn({ now, signal }, source, places) {
    const unread = [];
    const found = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(places, async ({ name, store }) => {
        try {
            const lease = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .holderIn */ .Mz)(await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lookAtLease */ .HE)(store, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.lease(source), signal), now());
            if (!lease)
                return [];
            const { holder, acquiredAt: since, renewedAt, expiresAt } = lease;
            return [{ store: name, holder, since, ...(renewedAt === undefined ? {} : { renewedAt }), expiresAt }];
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
                throw error;
            unread.push(name);
            return [];
        }
    });
    return { running: found.flat(), unread: unread.sort() };
}


/***/ }),

/***/ 67541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ noLog),
/* harmony export */   X8: () => (/* binding */ replayOf),
/* harmony export */   j: () => (/* binding */ isLogged)
/* harmony export */ });
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7647);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


const isLogged = (source) => source.pointInTime !== undefined;
/** What a server says that has none, or none as it is set up. */
const noLog = ({ name }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('source-failed', `${name} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
});
/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
async function replayOf(source) {
    const { replay } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .engineOf */ .ky)(source.engine);
    if (replay)
        return replay;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${source.engine} has no log that can be collected`, {
        hint: 'Take point-in-time out of the source.',
    });
}


/***/ }),

/***/ 61068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k0: () => (/* binding */ basesOfLog),
/* harmony export */   uI: () => (/* binding */ currentLog),
/* harmony export */   x6: () => (/* binding */ readLog),
/* harmony export */   yr: () => (/* binding */ basesNamed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11219);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85893);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);





/**
 * Reads the pieces of a source's log, of its newest two volumes that have any, or of all: of the newest only, where the next
 * piece is to be collected, so that a long log costs no more than a short one.
 */
async function readLog(project, source, which) {
    const found = await volumesOf(project, source);
    const volumes = await (which === 'all' ? all : newest)(found.names, (name) => project.catalog({ name, stores: source.stores }));
    const entries = volumes.flatMap(({ catalog }) => catalog.entries);
    const unread = new Map([...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]));
    return {
        volumes,
        entries,
        stretches: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .stretchesOf */ .TM)(entries, project.world.now()),
        tip: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(entries),
        unread: [...unread.values()],
    };
}
async function all(names, read) {
    const volumes = new Map();
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)(names, async (name) => {
        volumes.set(name, await read(name));
    });
    return names.flatMap((name) => {
        const catalog = volumes.get(name);
        return catalog ? [{ name, catalog }] : [];
    });
}
/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newest(names, read) {
    const volumes = [];
    let filled = 0;
    for (const name of names.toReversed()) {
        if (filled === 2)
            break;
        const catalog = await read(name);
        volumes.unshift({ name, catalog });
        if ((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(catalog.entries))
            filled += 1;
    }
    return volumes;
}
/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const unread = failed.map(({ store, problem }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(store, problem));
    const names = new Set();
    for (const { name, store } of places) {
        try {
            for (const folder of await (0,_project_folders_js__WEBPACK_IMPORTED_MODULE_4__/* .foldersOf */ .p)(store, world.signal)) {
                const named = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                const log = named === undefined ? undefined : (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(named);
                if (named !== undefined && log?.source === source.name && log.folder.kind === 'volume')
                    names.add(named);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unread.push((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(name, error));
        }
    }
    return { names: [...names].toSorted((a, b) => numberOf(a) - numberOf(b)), unread };
}
function numberOf(name) {
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name)?.folder;
    return folder?.kind === 'volume' ? folder.number : 0;
}
/** Backups that a log can be played onto: physical ones that have a place of their own, or the dumps of the source. */
async function basesOfLog(project, source, dumps) {
    if (source.pointInTime?.base === undefined)
        return dumps ?? (await project.catalog(source));
    return await project.catalog(basesNamed(source));
}
const basesNamed = ({ name, stores }) => ({
    name: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .logName */ .Is)(name, { kind: 'bases' }),
    stores,
});
/**
 * The newest part of a source's log. Where that goes on from older volumes, what it is played onto may lie before it: then all of it is
 * read.
 */
async function currentLog(project, source, bases) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const stateOf = (log) => logState(log, bases.entries, compare, project.world.now());
    const newest = await readLog(project, source, 'newest');
    const state = stateOf(newest);
    if (!state.stretch?.[0].previous || state.bases.length > 0)
        return { log: newest, state };
    const log = await readLog(project, source, 'all');
    return { log, state: stateOf(log) };
}
function logState(log, bases, compare, now) {
    const { tip } = log;
    const stretch = log.stretches.find((one) => tip !== undefined && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(one).entry.id === tip.entry.id);
    if (!stretch)
        return { tip, stretch, bases: [] };
    const usable = bases.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now) && (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .liesIn */ .z$)(entry, stretch, compare));
    return { tip, stretch, bases: usable.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()) };
}


/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ findRoute),
/* harmony export */   fx: () => (/* binding */ describeRoute),
/* harmony export */   lv: () => (/* binding */ lookAtLog)
/* harmony export */ });
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11219);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61068);





/** Reads all of a source's log, or its newest part, and what it can be played onto. */
async function lookAtLog(project, source, which = 'all', dumps) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const log = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_4__/* .readLog */ .x6)(project, source, which);
    const bases = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_4__/* .basesOfLog */ .k0)(project, source, dumps);
    const windows = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .windowsOf */ .R5)(log.stretches, bases.entries, compare, project.world.now());
    const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))];
    return { windows, log: { ...log, unread }, bases, compare };
}
/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
async function findRoute(project, source, at) {
    const { world } = project;
    const { windows, log, compare } = await lookAtLog(project, source);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: world.now() });
    if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .isRoute */ .Cn)(route))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', route.message, { hint: route.hint });
    for (const line of describeRoute(route))
        world.log.info(`${source.name}: ${line}`);
    return route;
}
/** What will be done, and the moment that it reaches. Pure. */
function describeRoute({ base, log, reaches, bytes, until }) {
    const end = until === 'end' ? ', the end of its log' : '';
    return [
        `restoring to ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMoment */ .K9)(reaches)}${end}`,
        `from ${base.id} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(log.length, 'piece')} of log, ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(bytes)} to download`,
    ];
}


/***/ }),

/***/ 48264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


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

/***/ 20068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85149);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48264);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85893);
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
                if (source === undefined)
                    return [];
                // The log of a source is claimed with it.
                return Object.hasOwn(policy.sources, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(source)?.source ?? source) ? [] : [source];
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
    const unclaimed = bySource(ids).sort((a, b) => (a.source < b.source ? -1 : 1));
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
/** Folders of the log of a source are its own. */
function bySource(ids) {
    const found = [...ids].map(([folder, { all, stores }]) => {
        const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(folder)?.source;
        return { source: source ?? folder, count: all.size, isLog: source !== undefined, stores };
    });
    return [...Map.groupBy(found, ({ source }) => source)].map(([source, own]) => {
        const sum = (isLog) => own.filter((one) => one.isLog === isLog).reduce((total, { count }) => total + count, 0);
        const stores = [...new Set(own.flatMap((one) => one.stores))];
        return { source, stores, backups: sum(false), ...(sum(true) > 0 ? { log: sum(true) } : {}) };
    });
}
function said({ source, stores, backups, log }) {
    const [are, them] = backups + (log ?? 0) === 1 ? ['is', 'it'] : ['are', 'them'];
    const pieces = log === undefined ? [] : [`${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log, 'piece')} of the log`];
    const subject = [...(backups > 0 ? [(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(backups, 'backup')] : []), ...pieces].join(' and ');
    return `${subject} of ${source} ${are} in ${stores.join(' and ')}, and no source of the policy claims ${them}: \`backproof list --all\` shows ${them}; \`backproof retire ${source}\` lets ${them} go`;
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

/***/ 11132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   oz: () => (/* binding */ ownProcess),
/* harmony export */   xR: () => (/* binding */ beganAt)
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
/** When it began, in ticks since the boot. Of one that has ended and that nobody collects, nothing. */
function beganAt(number) {
    const fields = statOf(number);
    return fields === undefined || /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
}
/** Which process started it; undefined: none that is there, or this system does not tell. */
function parentOf(number) {
    const parent = Number(statOf(number)?.[1] ?? 0);
    return parent > 0 ? parent : undefined;
}
/** proc_pid_stat(5), from field 3. */
function statOf(number) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${number}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 74884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TD: () => (/* binding */ seenRestores),
/* harmony export */   TQ: () => (/* binding */ storiesOf),
/* harmony export */   Uf: () => (/* binding */ shownRestore),
/* harmony export */   qG: () => (/* binding */ cutOff)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11132);


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
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readRestores */ .Fr)(source.name, seen, _process_js__WEBPACK_IMPORTED_MODULE_1__/* .isGone */ .ST, project.world.signal);
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


/***/ })

};
