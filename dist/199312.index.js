export const id = 199312;
export const ids = [199312];
export const modules = {

/***/ 85953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  list: () => (/* binding */ list)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/health/work.js
var health_work = __webpack_require__(48912);
;// CONCATENATED MODULE: ./command/health/attempt.js



/** Each reads the lease of its source in every store: of thousands of databases not all at once. */
const atOnce = 16;
async function unfinishedOf(project, shelves, catalogs) {
    const { world } = project;
    const running = await (0,catalog/* mapAtOnce */.$3)(shelves, async ({ name, stores }) => {
        const unread = catalogs.find(({ source }) => source === name)?.unread ?? [];
        const { places } = await project.places({ name, stores });
        const read = places.filter((place) => !unread.some(({ store }) => store === place.name));
        const work = await (0,health_work/* workOn */.x)(world, name, read);
        return work.running.map((one) => ({ source: name, status: 'running', ...one }));
    }, atOnce);
    const failed = catalogs.flatMap(({ source, runs, entries }) => (0,judge/* failedAttempts */.Oj)(runs, entries, world.now()).map((one) => ({ source, status: 'failed', ...one })));
    return { running: running.flat(), failed: failed.toSorted((a, b) => (a.at < b.at ? 1 : -1)) };
}

// EXTERNAL MODULE: ./command/log/logged.js
var log_logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/read-log.js
var read_log = __webpack_require__(61068);
// EXTERNAL MODULE: ./command/log/route.js
var route = __webpack_require__(218);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/shelved.js
var shelved = __webpack_require__(86893);
// EXTERNAL MODULE: ./command/project/tag.js
var tag = __webpack_require__(80280);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
// EXTERNAL MODULE: ./command/restore/record/story.js
var story = __webpack_require__(74884);
;// CONCATENATED MODULE: ./command/list.js

















/** Every backup of the sources, newest first; with --all also of those that the policy does not have. */
const list = async (world, options) => {
    const { source: names, ...unnamed } = options;
    const project = await (0,project_project/* openProject */.U)(world, options.all ? unnamed : options, { patience: 'short', gone: 'too' });
    const wanted = filterOf(project, options);
    const most = limitOf(options);
    const { shelves, unread: unlisted } = options.all
        ? await shelvesOf(project, names)
        : { shelves: withGone(project, names), unread: [] };
    // Side by side, for a store that is far away.
    const [catalogs, restored] = await (0,catalog/* all */.Q7)([
        (0,catalog/* mapAtOnce */.$3)(shelves, (shelved) => project.catalog(shelved), 64),
        lastRestores(project, shelves),
    ]);
    const entries = catalogs
        .flatMap((catalog) => catalog.entries)
        .filter(wanted)
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
        .slice(0, most);
    const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })));
    const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })));
    const backups = entries.map((entry) => describe(entry, project, restored.get(entry.id)));
    const [look, { running, failed }] = await (0,catalog/* all */.Q7)([
        // With --all they are in the list themselves.
        (0,unclaimed/* lookUnclaimed */.A)(project, options.all ? { shard: '' } : options, unread.map(({ store }) => store)),
        unfinished(project, options, shelves, catalogs),
    ]);
    for (const warning of look.warnings)
        world.log.warning(warning);
    const windows = await windowsIn(project, shelves);
    const found = { backups, running, failed, unread, damaged, ...(windows.length > 0 ? { windows } : {}) };
    const json = (0,world_0/* redactAll */.$I)({ version: 1, project: project.policy.project, ...found, ...(0,unclaimed/* unclaimedJson */.n)(look) }, world.redact);
    const problems = [
        ...catalogs.flatMap(entry/* gapsOf */.dc),
        ...unlisted.map(({ store, message }) => new problem/* Problem */.AF('store-failed', `${store} could not be listed: ${message}`, {
            hint: 'Backups that exist only in this store are not shown.',
        })),
    ];
    const lines = running.map((one) => `at work on ${one.source} in ${one.store}: ${(0,words/* oneLine */.TN)(one.holder, 200)}`);
    const text = () => [tableOf(), ...windows.map(windowText), ...lines].join('\n');
    const tableOf = () => {
        if (entries.length === 0) {
            const stores = [...new Set(project.sources.flatMap((source) => source.stores))];
            if (problems.length > 0)
                return `No backups to show, but some could not be read in ${stores.join(', ')}.`;
            if (options.tag ?? options.since ?? options.until)
                return `No matching backups in ${stores.join(', ')}.`;
            if (look.unclaimed.length > 0)
                return `No backups of ${project.sources.map(({ name }) => name).join(', ')} in ${stores.join(', ')}; other sources have some: \`backproof list --all\`.`;
            return `No backups in ${stores.join(', ')}. Run \`backproof backup\` to make one.`;
        }
        const head = ['ID', 'SEALED', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF'];
        const { timezone } = project.policy;
        const more = (cell) => (backups.some(({ restore }) => restore) ? [cell] : []);
        return (0,words/* table */.tp)([
            [...head, ...more('LAST RESTORE')],
            ...backups.map((backup) => [...row(backup, timezone), ...more(restoreText(backup.restore, timezone))]),
        ]);
    };
    return { json, text, problems, ids: entries.map((entry) => entry.id) };
};
/** Of each source whose log is collected, where any moment can be restored, the newest first. */
async function windowsIn(project, shelves) {
    const logged = project.sources.filter((source) => (0,log_logged/* isLogged */.j)(source) && shelves.some(({ name }) => name === source.name));
    const found = await (0,catalog/* mapAtOnce */.$3)(logged, async (source) => {
        const { windows } = await (0,route/* lookAtLog */.lv)(project, source, read_log/* outline */.rj);
        return windows.map(({ from, until, ended }) => ({
            source: source.name,
            from: from.toISOString(),
            until: until.toISOString(),
            ...(ended === undefined ? {} : { ended }),
        }));
    });
    return found.flat();
}
const windowText = ({ source, from, until, ended }) => `${source}: any second from ${(0,words/* formatSecond */.sK)(new Date(from), 'up')} to ${(0,words/* formatSecond */.sK)(new Date(until))}${ended === undefined ? '' : `, and nothing after it: ${ended}`}`;
/** What is at work, and attempts that failed: of the time and as many as are asked for; no tag is theirs. */
async function unfinished(project, options, shelves, catalogs) {
    const { running, failed } = await unfinishedOf(project, shelves, catalogs);
    const within = withinOf(project, options);
    const tagged = (options.tag?.length ?? 0) > 0;
    return { running, failed: tagged ? [] : failed.filter(({ at }) => within(new Date(at))).slice(0, limitOf(options)) };
}
/** The backups of a database that is not there any more are what somebody looks for. */
function withGone({ sources, expansions }, names = []) {
    const asked = expansions.filter(({ group }) => names.length === 0 || names.includes(group.name));
    const gone = asked.flatMap((one) => one.gone);
    return [...sources, ...gone.filter((source) => !sources.includes(source))];
}
/** What the policy has, and what else the stores have: renamed, removed, or left in a store that the source has left. */
async function shelvesOf(project, names = []) {
    const { shelves, unread } = await (0,shelved/* shelvedSources */.A)(project);
    const of = (name) => project.policy.sources[name]?.stores ?? [];
    const all = new Map(project.sources.map(({ name, stores }) => [name, { name, stores }]));
    for (const { name, stores } of shelves)
        all.set(name, { name, stores: [...new Set([...of(name), ...stores])] });
    const wanted = names.flatMap((name) => membersOf(project, name, all));
    const strange = wanted.find((name) => !all.has(name));
    if (strange !== undefined)
        throw new problem/* Problem */.AF('usage', `neither the policy nor any store has a source ${strange}`, {
            hint: `There is ${[...all.keys()].join(', ')}.`,
        });
    return { shelves: [...all.values()].filter(({ name }) => names.length === 0 || wanted.includes(name)), unread };
}
/** A name that stands for the databases of a server means each of them. */
function membersOf({ expansions }, name, all) {
    const isGroup = expansions.some(({ group }) => group.name === name);
    const members = isGroup ? [...all.keys()].filter((one) => (0,policy/* readMember */.hd)(one)?.group === name) : [];
    return members.length > 0 ? members : [(0,databases_open/* asSourceName */.hR)(name)];
}
/** Which backups are asked for, by tags and time; throws `usage` for a time that is none. */
function filterOf(project, options) {
    const tags = (0,tag/* requireTags */.b)(options.tag ?? []);
    const within = withinOf(project, options);
    return (entry) => tags.every((one) => (0,catalog/* tagsOf */.Fg)(entry).includes(one)) && within(entry.startedAt);
}
function withinOf({ policy }, { since, until }) {
    const from = since === undefined ? undefined : (0,entry/* parseAt */.Ze)(since, policy);
    const to = until === undefined ? undefined : (0,entry/* parseAt */.Ze)(until, policy);
    return (at) => (from === undefined || at >= from) && (to === undefined || at < to);
}
function limitOf({ limit }) {
    if (limit === undefined)
        return undefined;
    if (/^[1-9]\d{0,8}$/.test(limit))
        return Number(limit);
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(limit)} is not a number of backups`, { hint: 'Write --limit 20.' });
}
/** Of one database of a server, its own name. */
function databaseOf(source) {
    const database = (0,policy/* readMember */.hd)(source)?.database;
    return database === undefined ? {} : { database };
}
/** The newest restore of each backup, by its id. A store that cannot be read is named by its catalog. */
async function lastRestores(project, shelves) {
    const all = await (0,catalog/* mapAtOnce */.$3)(shelves, (shelved) => (0,story/* seenRestores */.TD)(project, shelved), 64);
    // Oldest first: of each backup, the newest stays.
    return new Map(all.flatMap(({ seen }) => seen.toReversed().map((one) => [one.backup, one])));
}
const restoreText = (restore, timezone) => restore ? `${restore.state.replace('_', ' ')} ${(0,words/* formatTime */.fU)(restore.at, timezone)}` : '-';
function describe(entry, { policy, world }, restored) {
    const { manifest, proofs } = entry;
    const broken = (0,catalog/* brokenChain */.Zm)(entry, world.now());
    const proof = proofs[0];
    return {
        id: entry.id,
        status: (0,catalog/* standing */.JA)(entry, world.now()),
        source: manifest.source,
        ...databaseOf(manifest.source),
        ...(policy.sources[manifest.source] ? {} : { inPolicy: false }),
        engine: manifest.engine,
        kind: manifest.kind,
        ...(manifest.base === undefined ? {} : { base: manifest.base }),
        createdAt: manifest.startedAt,
        type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
        tags: (0,catalog/* tagsOf */.Fg)(entry),
        sealedBytes: entry.bytes,
        encryption: judge/* algorithm */.WT,
        retained: manifest.retain,
        held: entry.held,
        copies: entry.copies,
        missing: entry.missing,
        ...(entry.lost ? { lost: entry.lost.filter(({ store }) => entry.missing.includes(store)) } : {}),
        ...(entry.unread ? { unread: entry.unread } : {}),
        ...(entry.damaged ? { damaged: entry.damaged.map(({ store, because }) => ({ store, because })) } : {}),
        ...(entry.released ? { released: entry.released } : {}),
        ...(entry.trashed
            ? { deletedAt: entry.trashed.at.toISOString(), purgeAfter: entry.trashed.purgeAfter.toISOString() }
            : {}),
        ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
        ...(broken ? { broken: { standing: broken.standing, because: broken.because } } : {}),
        ...(proof ? { proof: { level: proof.level, outcome: proof.outcome, at: proof.startedAt.toISOString() } } : {}),
        ...(restored ? { restore: { id: restored.id, state: restored.state, at: restored.at.toISOString() } } : {}),
    };
}
/** "primary disk? (not offsite) (damaged nas)": of a store that could not be read nobody knows whether it has it. */
function whereOf({ copies, missing, lost = [], unread = [], damaged = [], }) {
    const broken = damaged.map(({ store }) => store);
    const gone = lost.map(({ store }) => store);
    const never = missing.filter((store) => !gone.includes(store));
    const sound = copies.filter((store) => !broken.includes(store));
    return [
        ...sound,
        ...unread.map((store) => `${store}?`),
        ...(never.length > 0 ? [`(not ${never.join(' ')})`] : []),
        ...(gone.length > 0 ? [`(lost ${gone.join(' ')})`] : []),
        ...(broken.length > 0 ? [`(damaged ${broken.join(' ')})`] : []),
    ].join(' ');
}
const brokenWord = { orphaned: 'orphaned', damaged: 'base-damaged' };
function row(backup, timezone) {
    const { id, type, kind, tags, sealedBytes, retained, held, deletedAt, foreign, broken, proof } = backup;
    const kept = [
        held ? 'held' : '',
        retained ? 'retained' : '',
        deletedAt ? 'deleted' : '',
        foreign ? 'foreign' : '',
        broken ? brokenWord[broken.standing] : '',
        'inPolicy' in backup ? 'unclaimed' : '',
    ];
    const where = whereOf(backup);
    const last = proof ? `${proof.level} ${proof.outcome} ${(0,words/* formatTime */.fU)(proof.at, timezone)}` : 'none';
    return [
        id,
        (0,words/* formatBytes */.z3)(sealedBytes),
        kind === 'increment' ? `${type} increment` : type,
        tags.join(' ') || '-',
        kept.filter(Boolean).join(' ') || '-',
        where || '-',
        last,
    ];
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

/***/ 86893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ shelvedSources)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
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
 * All sources that the stores have backups of, whether the policy has them or not, with these stores; and the stores that
 * could not be listed. Lists every object of every store: for a person who asks, not for each run.
 */
async function shelvedSources(project) {
    const { world, policy } = project;
    const found = new Map();
    const unread = [];
    for (const store of Object.keys(policy.stores)) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, world.log.progress({ what: `looking for backups in ${store}` }), false);
            try {
                const place = await project.place(store);
                for await (const { key } of place.store.list('', world.signal)) {
                    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(key.slice(0, Math.max(0, key.indexOf('/')))) ?? '';
                    // The log of a source is shown with it.
                    if ((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name) || found.get(name)?.has(store) || (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(name, key)?.kind !== 'manifest')
                        continue;
                    found.set(name, (found.get(name) ?? new Set()).add(store));
                }
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
                    throw error;
                unread.push({ store, message: error.message });
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
    const shelves = [...found].map(([name, stores]) => ({ name, stores: [...stores] }));
    return { shelves: shelves.sort((a, b) => (a.name < b.name ? -1 : 1)), unread };
}


/***/ }),

/***/ 80280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireTags)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** The tags, each once; throws `usage` where one cannot be a tag, or there are more than a manifest takes. */
function requireTags(tags) {
    const different = [...new Set(tags)];
    if (different.length > _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${different.length} tags were given for one backup`, {
            hint: `A backup has at most ${_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH} tags.`,
        });
    }
    for (const tag of tags) {
        if (_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagPattern */ .bO.test(tag))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(tag)} is not a tag`, {
            hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
        });
    }
    return different;
}


/***/ })

};
