export const id = 905515;
export const ids = [905515];
export const modules = {

/***/ 14227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ newDrill),
/* harmony export */   Co: () => (/* binding */ seenDrills),
/* harmony export */   f: () => (/* binding */ readDrills),
/* harmony export */   t: () => (/* binding */ keepDrill)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34848);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79148);



/** A name for a drill that begins now. */
const newDrill = (at) => ({ at, token: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex') });
/** Writes what became of a drill into every store of the policy; gives the record, and what did not take it. */
async function keepDrill(project, { at, token }, found) {
    const { world, policy } = project;
    const record = (0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)({
        version: 1,
        id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .drillIdOf */ .YO)({ at, token }),
        project: policy.project,
        ...found,
        startedAt: at.toISOString(),
        endedAt: world.now().toISOString(),
        origin: { ...world.origin },
    }, world.redact);
    const { places, failed } = await allStores(project);
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .objectName */ .Hd.drill(policy.project, { at, token, kind: found.kind, outcome: found.outcome });
    const refused = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .putRecordOnce */ .a$)(places, key, record, world.signal);
    return { record, failures: [...failed, ...refused].map(({ problem }) => problem) };
}
async function seenDrills(project) {
    const { world, policy } = project;
    const { places, failed } = await allStores(project);
    const { drills, unread } = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .listDrills */ .fI)(policy.project, places, world.now(), world.signal);
    const unopened = failed.map(({ store, problem: { message, hint } }) => ({
        store,
        message,
        ...(hint ? { hint } : {}),
    }));
    return { drills, unread: [...unopened, ...unread] };
}
const allStores = (project) => project.places({ name: 'drills', stores: Object.keys(project.policy.stores) });
async function readDrills(project, seen) {
    const { policy, world } = project;
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAtOnce */ .$3)(seen, async (one) => ({ seen: one, record: await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .readDrill */ .IC)(policy.project, one, world.signal) }));
}


/***/ }),

/***/ 74077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dt: () => (/* binding */ observeOverdue),
/* harmony export */   Jo: () => (/* binding */ lookAtDrills),
/* harmony export */   W4: () => (/* binding */ drillTasks),
/* harmony export */   nj: () => (/* binding */ describeDrill)
/* harmony export */ });
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80825);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45071);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14227);



/** Drills of the ledger: two years of a weekly, a monthly and a quarterly one. */
const mostShown = 140;
/** The drills of the project, for its health; `catalogs`: of its sources. */
async function lookAtDrills(project, catalogs) {
    const { world, policy } = project;
    const seen = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project);
    const tasks = tasksOf(project, seen, catalogs);
    const told = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .readDrills */ .f)(project, seen.drills.slice(0, mostShown));
    const ledger = told.map(({ seen, record }) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .drillHealth */ .yI)(seen, record));
    const moment = { now: world.now(), timezone: policy.timezone };
    return { health: (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeDrills */ .an)(policy, { tasks, ledger, seen }), findings: (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .drillFindings */ .OA)(tasks, { ledger }, moment) };
}
/** Whether a drill is overdue. `catalogs`: of its sources; undefined: not all of them were looked at. */
async function observeOverdue(project, catalogs) {
    const { world, policy } = project;
    const seen = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project);
    const moment = { now: world.now(), timezone: policy.timezone };
    const tasks = catalogs ? tasksOf(project, seen, catalogs) : planned(project, seen, new Date(0));
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .observeDrills */ .Zq)(tasks, catalogs !== undefined, moment);
}
/** The drills that have a schedule, and whether they are due. */
async function drillTasks(project, catalogs) {
    return project.policy.drills ? tasksOf(project, await (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .seenDrills */ .Co)(project), catalogs) : [];
}
function tasksOf(project, seen, catalogs) {
    const now = project.world.now();
    const oldest = catalogs.flatMap((catalog) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .usable */ .Je)(catalog, now).at(-1)?.startedAt ?? []);
    const since = oldest.reduce((first, at) => (first && first <= at ? first : at), undefined);
    return planned(project, seen, since);
}
function planned({ world, policy }, { drills, unread }, since) {
    const look = { made: drills, unread: unread.length > 0, since };
    return (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .planDrills */ .mI)(policy, look, { now: world.now(), timezone: policy.timezone });
}
/** `plan --json`. */
const describeDrill = ({ drill, due, because, next, overdueSince }) => ({
    drill,
    due,
    because,
    ...(next ? { next: next.toISOString() } : {}),
    ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
});


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
/* harmony export */   Il: () => (/* binding */ logAt),
/* harmony export */   k0: () => (/* binding */ basesOfLog),
/* harmony export */   rj: () => (/* binding */ outline),
/* harmony export */   uI: () => (/* binding */ currentLog),
/* harmony export */   x6: () => (/* binding */ readLog),
/* harmony export */   yr: () => (/* binding */ basesNamed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85893);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);





/** From its first piece to its last: for what is shown, and for what is kept. */
const outline = { listed: Number.POSITIVE_INFINITY };
async function readLog(project, source, depth) {
    const found = await volumesOf(project, source);
    const { names } = found;
    const read = (name) => project.catalog({ name, stores: source.stores });
    const newest = depth === 'all' ? await all(names, read) : await newestOf(found, read);
    const before = names.slice(0, newest[0] ? names.indexOf(newest[0].name) : 0);
    const { volumes, listed, older } = typeof depth === 'object'
        ? await outlined(project, source, { newest, before, depth, read })
        : { volumes: newest, listed: [], older: before.length };
    const entries = volumes.flatMap(({ catalog }) => catalog.entries);
    const unread = new Map([...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]));
    return {
        volumes,
        listed,
        older,
        entries,
        stretches: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .stretchesOf */ .TM)(entries, project.world.now(), listed),
        tip: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(ledTo(volumes, found).flatMap(({ catalog }) => catalog.entries)) ?? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(entries),
        unread: [...unread.values()],
    };
}
async function all(names, read) {
    return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(names, async (name) => ({ name, catalog: await read(name) }));
}
/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newestOf(found, read) {
    const volumes = [];
    for (const name of found.names.toReversed()) {
        if (ledTo(volumes, found).length === 2)
            break;
        volumes.unshift({ name, catalog: await read(name) });
    }
    return volumes;
}
/**
 * Those with a piece that counts, where others lead to it: no volume is left out where a log is collected, and one that follows none was
 * put there by somebody who would have the numbers run out. Nothing is concluded from what is missing while a store is not read. Pure.
 */
function ledTo(volumes, { names, unread }) {
    const numbers = new Set(names.map(numberOf));
    return volumes.filter(({ name, catalog }) => {
        const isReached = unread.length > 0 || name === names[0] || numbers.has(numberOf(name) - 1);
        return isReached && catalog.entries.some(({ foreign, trashed }) => foreign === undefined && !trashed);
    });
}
/** Of the volumes before, the newest: as one each where they are as the next says, else as they are read. */
async function outlined(project, source, { newest, before, depth: { listed: most, whole = new Set() }, read, }) {
    const { world, policy } = project;
    const asked = before.slice(-Math.min(most, before.length));
    const { places, failed } = await project.places(source);
    const options = { signers: policy.encryption.signers, signal: world.signal };
    const look = async (name) => failed.length > 0 || whole.has(name) ? undefined : await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .listVolume */ .tf)(name, places, options);
    const looks = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(asked, look);
    const volumes = [...newest];
    const listed = [];
    let after = newest[0] ? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(newest[0].catalog.entries, world.now()) : [];
    for (const [at, name] of [...asked.entries()].reverse()) {
        const shown = looks[at];
        const one = shown && after.flatMap((slice) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .asOne */ .Zd)(shown, slice) ?? [])[0];
        if (one) {
            listed.unshift(one);
            after = [one];
        }
        else {
            const catalog = await read(name);
            volumes.unshift({ name, catalog });
            after = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(catalog.entries, world.now());
        }
    }
    volumes.sort((a, b) => numberOf(a.name) - numberOf(b.name));
    return { volumes, listed, older: before.length - asked.length };
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
 * The newest part of a source's log. What it is played onto may lie before it: then more is looked at, as far back as that takes.
 */
async function currentLog(project, source, bases) {
    let current = await logAt(project, source, bases, 'newest');
    for (const listed of [4, 32, Number.POSITIVE_INFINITY]) {
        const { log, state } = current;
        if (log.older === 0 || !state.stretch?.[0].previous || state.bases.length > 0)
            break;
        current = await logAt(project, source, bases, { listed });
    }
    return current;
}
/** The same of as much of it as is asked for. */
async function logAt(project, source, bases, depth) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const log = await readLog(project, source, depth);
    return { log, state: logState(log, bases.entries, compare, project.world.now()) };
}
function logState(log, bases, compare, now) {
    const { tip } = log;
    const newestFirst = (some) => some.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const usable = bases.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    // A log begins at the newest that names its place.
    if (!tip) {
        const placed = usable.filter(({ manifest: { position } }) => position && compare(position, position) !== undefined);
        return { tip, stretch: undefined, kept: bases, bases: newestFirst(placed) };
    }
    const stretch = log.stretches.find((one) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(one).entry.id === tip.entry.id);
    if (!stretch) {
        const flaw = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(tip.entry, now);
        return { tip, stretch, bases: [], kept: bases, ...(flaw === undefined ? {} : { flaw }) };
    }
    const within = usable.filter((entry) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .liesIn */ .z$)(entry, stretch, compare));
    return { tip, stretch, kept: bases, bases: newestFirst(within) };
}


/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ findRoute),
/* harmony export */   Rs: () => (/* binding */ findAnother),
/* harmony export */   fx: () => (/* binding */ describeRoute),
/* harmony export */   lv: () => (/* binding */ lookAtLog)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61068);






/** Reads a source's log, as much of it as is asked for, and what it can be played onto. */
async function lookAtLog(project, source, depth = 'all', dumps) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_4__/* .replayOf */ .X8)(source);
    const log = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .readLog */ .x6)(project, source, depth);
    const bases = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .basesOfLog */ .k0)(project, source, dumps);
    const now = project.world.now();
    const found = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .windowsOf */ .R5)(log.stretches, bases.entries, compare, now, log.tip && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(log.tip.entry, now));
    // What no piece leads to is not the end of the log, whatever its number.
    const isBeyond = ({ stretch }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(stretch).number > (log.tip?.number ?? 0);
    const windows = [...found.filter((one) => !isBeyond(one)), ...found.filter(isBeyond)];
    const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))];
    return { windows, log: { ...log, unread }, bases, compare };
}
/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
async function findRoute(project, source, at) {
    const { world } = project;
    const { windows, log, compare } = await lookAtLog(project, source);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: world.now() });
    if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', route.message, { hint: route.hint });
    for (const line of describeRoute(route))
        world.log.info(`${source.name}: ${line}`);
    return route;
}
/** A way that does without some bases; undefined: there is none. */
async function findAnother(project, source, at, without) {
    const { windows, compare } = await lookAtLog(project, source);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: project.world.now(), without });
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route) ? route : undefined;
}
/** What will be done, and the moment that it reaches. Pure. */
function describeRoute({ base, chain, log, reaches, bytes, until }) {
    const end = until === 'end' ? ', the end of its log' : '';
    return [
        `restoring to ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMoment */ .K9)(reaches)}${end}`,
        `from ${base.id}${buildsOn(chain)} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log.length, 'piece')} of log, ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(bytes)} to download`,
    ];
}
const buildsOn = ([full, ...between]) => {
    if (!full)
        return '';
    const more = between.length > 0 ? ` and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(between.length, 'increment')}` : '';
    return `, which builds on ${full.id}${more},`;
};


/***/ }),

/***/ 68630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ logLook),
/* harmony export */   Zm: () => (/* binding */ promiseText),
/* harmony export */   kC: () => (/* binding */ logEnd),
/* harmony export */   rF: () => (/* binding */ logTasks),
/* harmony export */   rs: () => (/* binding */ costText)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45071);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61068);
/* harmony import */ var _route_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(218);








/** All that reports say of a source's log; undefined: the policy has none collected. */
async function logLook(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const look = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'all', dumps);
    const proof = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .proofOfLog */ .yB)(look.log.entries, project.world.now());
    const times = proof && (await timesOf(project, look.log.entries, proof));
    return { ...look, ...(times ? { times: new Map([[proof, times]]) } : {}) };
}
/**
 * Until when it can be restored. Only the newest part is read, so that a long log costs each run no more than a short one; all of
 * it where that part has nothing that it could be played onto.
 */
async function logEnd(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const newest = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'newest', dumps);
    const isKnown = newest.windows.length > 0 || newest.log.entries.every((entry) => !(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, project.world.now()));
    return isKnown ? newest : await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, _read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .outline */ .rj, dumps);
}
/** How long the proof took; undefined where that cannot be read: what it found is known from its name. */
async function timesOf(project, entries, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = copies.includes(proof.store) ? proof.store : copies[0];
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(proof.id);
    if (name === undefined || folder === undefined)
        return undefined;
    try {
        const place = await project.place(name);
        return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readProofTimes */ .PB)(place, folder, proof, project.world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error))
            throw error;
        return undefined;
    }
}
/** Whether a piece of its log, or a base, is due, as `run` sees it; none of a source without a log, or one that is paused. */
async function logTasks(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source) || source.paused)
        return [];
    const moment = { now: project.world.now(), timezone: project.policy.timezone };
    const { state } = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .currentLog */ .uI)(project, source, await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .basesOfLog */ .k0)(project, source, dumps));
    return [(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planTick */ .jQ)(source, state, moment), (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planBase */ .zU)(source, state, moment)];
}
/** "any second of the last 7 d: a piece of its log every 15 m, onto its own backups" */
function promiseText({ pointInTime: { everyMs, windowMs, base, increments } }) {
    const between = increments
        ? ` and what has changed of "${increments.schedule}", up to ${increments.maxChain} in a chain`
        : '';
    const onto = base === undefined ? 'its own backups' : `base backups of "${base}"${between}`;
    return `any second of the last ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(windowMs)}: a piece of its log every ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(everyMs)}, onto ${onto}`;
}
/** What it costs the stores and the server. */
function costText({ pointInTime: { everyMs, windowMs, base, slot, maxSlotLagBytes } }) {
    const perDay = Math.ceil(86_400_000 / everyMs);
    const kept = Math.ceil(windowMs / everyMs);
    const held = base === undefined || slot === 'none'
        ? 'the server keeps its log by its own settings'
        : `its replication slot keeps on the server what is not collected, and runs fail beyond ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(maxSlotLagBytes)}`;
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(perDay, 'piece')} a day, about ${kept} kept; ${held}`;
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


/***/ })

};
