export const id = 234665;
export const ids = [234665];
export const modules = {

/***/ 10246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ lostNewest),
/* harmony export */   y: () => (/* binding */ lostProblem)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45071);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);



/**
 * The newest backup where no intact copy of it is left, and nothing can be put together from the damaged ones, or that has
 * just been tried in vain; undefined = there is an intact copy, or hope. Pure.
 */
function lostNewest(catalog, now, triedInVain = []) {
    const [newest] = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .usable */ .Je)(catalog, now);
    if (!newest || !(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isLost */ .JD)(newest))
        return undefined;
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeMended */ .o6)(newest) && !triedInVain.includes(newest.id) ? undefined : newest;
}
/** Until a newer backup is there, every run says so. */
function lostProblem({ id, manifest: { source }, damaged = [] }) {
    const why = damaged.map(({ store, because }) => `${store}: ${because}`).join('; ');
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('object-damaged', `no intact copy is left of ${id}, the newest backup of ${source} (${why})`, {
        hint: `A source with a schedule is backed up right away; otherwise run \`backproof backup --source ${source}\` now. \`backproof list --source ${source}\` shows the backups before it.`,
    });
}


/***/ }),

/***/ 66826:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ withNeeded),
/* harmony export */   P: () => (/* binding */ pruneLog)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6078);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _prune_retain_source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38305);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99863);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61068);
/* harmony import */ var _route_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(218);









/**
 * The same source, whose retention keeps what its log is played onto. Where a store cannot be read, every backup that names its
 * place in the log is: nobody knows which of them is needed.
 */
async function withNeeded(project, source, catalog) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_6__/* .isLogged */ .j)(source) || source.pointInTime.base !== undefined)
        return source;
    const { needed, look } = await needsAt(project, source, catalog, _read_log_js__WEBPACK_IMPORTED_MODULE_7__/* .outline */ .rj);
    const all = catalog.entries.filter(({ manifest }) => manifest.position);
    const unknown = new Map(all.map(({ id }) => [id, 'point-in-time: its log could not be read']));
    return { ...source, retention: { ...source.retention, needed: look.log.unread.length > 0 ? unknown : needed } };
}
async function needsOf(project, source, dumps) {
    const first = await needsAt(project, source, dumps, _read_log_js__WEBPACK_IMPORTED_MODULE_7__/* .outline */ .rj);
    const [oldest] = first.begins.toSorted((a, b) => a.number - b.number);
    if (oldest?.through === undefined)
        return first;
    // From which piece of that volume on they are needed, its listing does not show.
    const whole = new Set([oldest.entry.manifest.source]);
    return await needsAt(project, source, dumps, { ..._read_log_js__WEBPACK_IMPORTED_MODULE_7__/* .outline */ .rj, whole });
}
async function needsAt(project, source, dumps, depth) {
    const { world, policy } = project;
    const look = await (0,_route_js__WEBPACK_IMPORTED_MODULE_8__/* .lookAtLog */ .lv)(project, source, depth, dumps);
    const placed = look.windows.flatMap(({ bases, stretch }) => {
        const played = earliest(stretch);
        return bases.map((entry) => {
            const { position } = entry.manifest;
            const at = position === undefined ? -1 : firstAfter(stretch, position, look.compare);
            const piece = played[at];
            return { entry, moment: (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .momentOf */ .Et)(entry), piece, begins: stretch[at] };
        });
    });
    const options = { windowMs: source.pointInTime.windowMs, now: world.now(), timezone: policy.timezone };
    const retention = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .retainLog */ .qh)(placed, options);
    const begins = placed.flatMap((base) => (retention.needed.has(base.entry.id) ? (base.begins ?? []) : []));
    return { ...retention, look, begins };
}
/** Of each piece and all that follow it, what is dated first: the clock of a runner may have been slow. */
function earliest(stretch) {
    const found = [];
    let best;
    for (const { entry } of stretch.toReversed()) {
        if (!best || entry.startedAt <= best.startedAt)
            best = entry;
        found.push(best);
    }
    return found.reverse();
}
/** Where in a stretch the piece is that a position lies in; -1: in none. A year of log has tens of thousands, and hundreds of bases. */
function firstAfter(stretch, position, compare) {
    let [from, to] = [0, stretch.length];
    while (from < to) {
        const middle = Math.floor((from + to) / 2);
        const slice = stretch[middle];
        if (slice && (compare(position, slice.to) ?? 0) > 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < stretch.length ? from : -1;
}
/** Deletes what the window needs no more: bases first, then pieces of log; with their grace period, as all backups. */
async function pruneLog(project, source, apply) {
    const { world, policy } = project;
    const { piecesFrom, basesFrom, look } = await needsOf(project, source, undefined);
    if (piecesFrom === undefined || look.log.unread.length > 0)
        return {};
    const failures = [];
    const prune = async (folder, catalog, from) => {
        if (from === undefined || catalog.entries.every((entry) => entry.startedAt >= from && !entry.trashed))
            return [];
        const found = await (0,_prune_retain_source_js__WEBPACK_IMPORTED_MODULE_4__/* .retainSource */ .ho)((0,_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .knowing */ .i$)(project, folder), folder, catalog, { apply, thawed: false, gap: 'waits' });
        failures.push(...(found.failures ?? []));
        return found.retention?.deleted.map(({ id }) => id) ?? [];
    };
    if (source.pointInTime.base !== undefined) {
        const { name } = (0,_read_log_js__WEBPACK_IMPORTED_MODULE_7__/* .basesNamed */ .yr)(source);
        await prune((0,_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .folderSource */ .WG)(source, name, { from: basesFrom, keepsLast: true }), look.bases, basesFrom);
    }
    const gone = [];
    for (const { name, catalog } of await volumesBefore(project, source, look.log, piecesFrom)) {
        // What the next piece follows stays; of an older volume nothing has to.
        const keepsLast = name === look.log.tip?.entry.manifest.source;
        gone.push(...(await prune((0,_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .folderSource */ .WG)(source, name, { from: piecesFrom, keepsLast }), catalog, piecesFrom)));
    }
    if (gone.length > 0) {
        const from = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(piecesFrom, policy.timezone);
        const verb = apply ? 'deleted' : 'would delete';
        world.log.info(`${source.name}: ${verb} ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(gone.length, 'piece')} of log from before ${from}: no base in the window needs them`);
    }
    return { failures };
}
/** Those that were read, and of those that were listed what is to be deleted: read now, as nothing is by a listing alone. */
async function volumesBefore(project, { stores }, { volumes, listed }, from) {
    const old = listed.filter(({ entry }) => entry.startedAt < from).map(({ entry }) => entry.manifest.source);
    const read = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(old, async (name) => ({ name, catalog: await project.catalog({ name, stores }) }));
    return [...read, ...volumes];
}


/***/ }),

/***/ 83790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ confirmLast),
/* harmony export */   l: () => (/* binding */ confirm)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94960);
/* harmony import */ var _project_said_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39587);




/** Requires the id again for each backup whose deletion leaves its source with no backup, or with no proven one. */
async function confirmLast(project, options) {
    const ids = new Set(options.id);
    for (const id of ids) {
        const { entry, catalog } = await (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .findEntry */ .w4)(project, id);
        const last = lastOf(entry, catalog, ids, project.world.now());
        if (last !== undefined)
            await confirm(project.world, options, id, `${id} is ${last}`, `backproof delete ${[...ids].join(' ')}`);
    }
}
/** What a source loses with this backup, beside the others that go; undefined: others like it are left. Pure. */
function lastOf(entry, { source, entries }, going, now) {
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now))
        return undefined;
    const left = entries.filter((other) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(other, now) && !going.has(other.id));
    if (left.length === 0)
        return `the last backup of ${source}`;
    if (isProven(entry) && !left.some(isProven))
        return `the last backup of ${source} that has passed a proof`;
    return undefined;
}
const isProven = ({ proofs }) => proofs.some(({ level, outcome }) => outcome === 'passed' && level !== 'check');
/** @throws Problem usage unless the name was given with --confirm, or is typed again on a terminal. */
async function confirm(world, options, name, because, command) {
    if (options.confirm?.includes(name))
        return;
    const answer = await world.ask?.(`${because}. Type ${name} to confirm: `);
    if (answer?.trim() === name)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', answer === undefined ? because : `${because}, and ${name} was not typed`, {
        hint: `Run \`${command}${(0,_project_said_js__WEBPACK_IMPORTED_MODULE_3__/* .saidBeside */ .UM)(options)} --confirm ${name}\` to confirm.`,
    });
}


/***/ }),

/***/ 13923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   forgetRetired: () => (/* binding */ forgetRetired),
/* harmony export */   retire: () => (/* binding */ retire),
/* harmony export */   retiredSources: () => (/* binding */ retiredSources)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7647);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6078);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(79148);
/* harmony import */ var _project_databases_open_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1813);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94960);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(85893);
/* harmony import */ var _project_project_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(40433);
/* harmony import */ var _project_shelved_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(86893);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(83790);













/**
 * Lets a source go that has left the policy: its backups are marked as deleted, and purged by `prune --apply` once the grace
 * period is over. What is held, was made with --retain, or is not ours stays.
 */
const retire = async (world, { source: names = [], ...options }) => {
    const [given, ...more] = names;
    const name = given === undefined ? undefined : (0,_project_databases_open_js__WEBPACK_IMPORTED_MODULE_7__/* .asSourceName */ .hR)(given);
    if (name === undefined || more.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', 'retire takes one source', {
            hint: 'Name a source that was removed from the policy; `backproof list --all` shows what is left of it.',
        });
    const project = await (0,_project_project_js__WEBPACK_IMPORTED_MODULE_9__/* .openProject */ .U)(world, options);
    if (project.policy.sources[name])
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `${name} is a source of ${project.policy.path}`, {
            hint: project.policy.sources[name].member === undefined
                ? 'Remove it from the policy first; `backproof delete ID` deletes single backups.'
                : `Leave it out with databases in the policy; if it was dropped, \`backproof run --source ${project.policy.sources[name].member.group}\` asks the server first.`,
        });
    const stores = Object.keys(project.policy.stores);
    const places = await Promise.all(stores.map((store) => project.place(store)));
    const catalogs = [];
    for (const folder of [name, ...(await logFolders(world, places, name))])
        catalogs.push(await project.catalog({ name: folder, stores }));
    const [gap] = catalogs.flatMap(_project_entry_js__WEBPACK_IMPORTED_MODULE_8__/* .gapsOf */ .dc);
    if (gap)
        throw gap;
    const entries = catalogs.flatMap((catalog) => catalog.entries);
    if (entries.length === 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `there is nothing to retire for ${name}: no store has a backup of it`, {
            hint: await whatElse(project, name),
        });
    const sorted = catalogs.map((catalog) => sortOut(catalog));
    const going = sorted.flatMap((one) => one.going);
    const staying = sorted.flatMap((one) => one.staying);
    const said = countText(going);
    const what = `${countText(going, name)} ${going.length === 1 ? 'is' : 'are'} deleted for good after the grace period`;
    await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_11__/* .confirm */ .l)(world, options, name, what, `backproof retire ${name}`);
    const because = [`${name} has left the policy`, ...(options.because ? [world.redact(options.because)] : [])];
    const by = (0,_world_js__WEBPACK_IMPORTED_MODULE_6__/* .whoIs */ .X8)(world.origin);
    const mark = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .trashMark */ .GO)(world.now(), _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultGrace */ .oU, because);
    // First what makes prune look at it: marks alone are never acted on.
    for (const { source } of catalogs)
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecordEverywhere */ .tc)(places, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.retired(source), { retiredAt: world.now(), by, because }, world.signal);
    for (const { id, manifest: made } of going) {
        const manifest = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(made.source, id);
        const there = await Promise.all(places.map(({ store }) => store.head(manifest, world.signal)));
        const holding = places.filter((_, index) => there[index] !== undefined);
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecordEverywhere */ .tc)(holding, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.trash(made.source, id), { ...mark, by }, world.signal);
    }
    const base = going.find(isBase);
    const leftover = base && (await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(base.manifest.engine)).replay?.leftover?.(name);
    const ids = going.map(({ id }) => id);
    const purgeAfter = mark.purgeAfter.toISOString();
    const text = () => [
        `retired ${name}: ${said} deleted, to be purged by \`backproof prune --apply\` after ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .formatTime */ .fU)(purgeAfter, project.policy.timezone)}`,
        ...staying.map(({ id, because }) => `  ${id} stays: ${because}`),
        ...(leftover === undefined ? [] : [`If its server lives on, ${leftover}.`]),
        ...(ids[0] ? [`\`backproof undelete ${ids[0]}\` brings one back until then.`] : []),
    ].join('\n');
    return { json: { version: 1, source: name, ids, staying, purgeAfter }, text, problems: [], ids };
};
/** What there is of its log, in any store, by names of folders. */
async function logFolders({ signal }, places, name) {
    const names = new Set();
    for (const { store } of places)
        for (const folder of await (0,_project_folders_js__WEBPACK_IMPORTED_MODULE_12__/* .foldersOf */ .p)(store, signal)) {
            const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
            if (source !== undefined && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(source)?.source === name)
                names.add(source);
        }
    return [...names].sort();
}
const isPiece = ({ manifest }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source) !== undefined;
/** Of a server that has base backups, a slot may keep the log. */
const isBase = ({ manifest }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source)?.folder.kind === 'bases';
/** "3 backups of orders and 120 pieces of its log" */
function countText(going, name) {
    const pieces = going.filter(isPiece).length;
    const backups = `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(going.length - pieces, 'backup')}${name === undefined ? '' : ` of ${name}`}`;
    return pieces === 0 ? backups : `${backups} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(pieces, 'piece')} of its log`;
}
/** What a name that no store knows may have meant. */
async function whatElse(project, name) {
    const { path, sources } = project.policy;
    const { shelves } = await (0,_project_shelved_js__WEBPACK_IMPORTED_MODULE_10__/* .shelvedSources */ .A)(project);
    const left = shelves.map((shelf) => shelf.name).filter((one) => !sources[one]);
    const near = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .pA)(name, [...left, ...Object.keys(sources)]);
    if (near !== undefined && sources[near])
        return `Did you mean ${near}? It is a source of ${path}: remove it from the policy first.`;
    if (near !== undefined)
        return `Did you mean ${near}?`;
    if (left.length > 0)
        return `These have left the policy and can be retired: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_5__/* .namesSome */ .Tc)(left, 10)}.`;
    return `Every source that the stores have backups of is in ${path}; \`backproof list --all\` shows them.`;
}
function sortOut({ entries }) {
    const going = [];
    const staying = [];
    for (const entry of entries) {
        const { id, held, trashed, foreign, manifest } = entry;
        if (trashed)
            continue;
        const because = held
            ? 'held'
            : manifest.retain
                ? 'retained until it is deleted by id'
                : foreign === undefined
                    ? undefined
                    : `foreign, so no rule deletes it: ${foreign}`;
        if (because === undefined)
            going.push(entry);
        else
            staying.push({ id, because });
    }
    const needed = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_4__/* .basesThatStay */ .Z0)(entries, new Set(going.map(({ id }) => id)));
    staying.push(...[...needed].map(([id, because]) => ({ id, because })));
    return { going: going.filter(({ id }) => !needed.has(id)), staying };
}
/** Sources that were retired and are not in the policy, as prune takes them: nothing new is deleted, what is marked is purged. */
async function retiredSources(project) {
    const { policy, world } = project;
    const stores = Object.keys(policy.stores);
    const names = new Set();
    const failures = [];
    for (const store of stores) {
        let place;
        try {
            place = await project.place(store);
            for await (const { key } of place.store.list(`${_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.retiredFolder}/`, world.signal)) {
                const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(/^[^/]+\/(.+)\.json$/.exec(key)?.[1] ?? '');
                // The log of a source that is in the policy again is that source's.
                if (name !== undefined && policy.sources[(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name)?.source ?? name] === undefined)
                    names.add(name);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error))
                throw error;
            // What could not be read is not taken for what is not there.
            failures.push({ where: place?.store.where ?? store, error });
        }
    }
    return { sources: [...names].sort().map((name) => asSource(name, stores)), failures };
}
function asSource(name, stores) {
    return {
        name,
        stores,
        line: 1,
        objectives: {},
        // It is to go: nothing is compared any more.
        anomalies: { effect: 'none', history: 7, ignore: [] },
        tools: { kind: 'auto' },
        verify: { size: {}, assertions: [] },
        retention: (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .keepsEverything */ .WU)(_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultGrace */ .oU, 0),
    };
}
/** Once nothing of it is left in any store, nothing remembers it. */
async function forgetRetired(project, { name, stores }) {
    const { entries, unread, damaged } = await project.catalog({ name, stores });
    if (entries.length + unread.length + damaged.length > 0)
        return;
    for (const store of stores) {
        const place = await project.place(store);
        const { signal } = project.world;
        const records = [];
        for await (const { key } of place.store.list(_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.folder(name, 'restores'), signal))
            records.push(key);
        if (records.length > 0)
            await place.store.remove(records, signal);
        await place.store.remove([_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.retired(name)], signal);
    }
}


/***/ }),

/***/ 39587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   UM: () => (/* binding */ saidBeside),
/* harmony export */   uN: () => (/* binding */ policyOption)
/* harmony export */ });
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24895);

/** A word of a command to paste, quoted where a shell would take it apart. */
function quoted(text) {
    return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/** What makes a command to paste find the same policy. */
function policyOption(path) {
    return path === undefined || _policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPaths */ .KJ.some((usual) => usual === path) ? '' : ` --policy ${quoted(path)}`;
}
/** What was typed beside the names, so that a command to paste does not lose it. */
function saidBeside({ because, policy, confirm = [] }) {
    const confirmed = confirm.map((name) => ` --confirm ${quoted(name)}`).join('');
    return `${because === undefined ? '' : ` --because ${quoted(because)}`}${policyOption(policy)}${confirmed}`;
}


/***/ }),

/***/ 28917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


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

/***/ 92419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune),
  pruneRetired: () => (/* binding */ pruneRetired)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/copy/lost.js
var copy_lost = __webpack_require__(10246);
// EXTERNAL MODULE: ./command/copy/make-copy.js + 4 modules
var make_copy = __webpack_require__(25724);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/retain.js
var retain = __webpack_require__(66826);
// EXTERNAL MODULE: ./command/mark/retire.js
var retire = __webpack_require__(13923);
// EXTERNAL MODULE: ./command/project/databases/said.js
var said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy_policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./command/prune/gone.js



/**
 * A database that was retired may be there by now, or have been all the time: then the list that does not name it is older than a
 * backup of it, whoever put it there. What the patterns of the policy leave out, the policy says itself.
 */
function mustHaveGone({ expansions, policy }, name, { entries }) {
    const expansion = expansions.find(({ group }) => group.name === (0,policy_policy/* readMember */.hd)(name)?.group);
    if (expansion?.listedAt === undefined || expansion.leftOut.has(name))
        return;
    const { listedAt, group } = expansion;
    const later = entries.find(({ foreign, startedAt }) => foreign === undefined && startedAt > listedAt);
    if (later === undefined)
        return;
    const list = `the list of the databases of ${group.name} is of ${(0,words/* formatTime */.fU)(listedAt, policy.timezone)}`;
    throw new problem/* Problem */.AF('retention-refused', `${name} may not have gone: ${list}, and ${later.id} was made after it`, {
        hint: `Run \`backproof run --source ${group.name}\`, which asks the server and makes the list anew.`,
    });
}

// EXTERNAL MODULE: ./command/prune/retain-source.js + 4 modules
var retain_source = __webpack_require__(38305);
// EXTERNAL MODULE: ./command/prune/saved-plan.js
var saved_plan = __webpack_require__(52052);
;// CONCATENATED MODULE: ./command/prune/prune.js
















/** Shows what retention would delete, and why; with --apply it deletes, with --plan exactly what was planned. */
const prune = async (world, options) => {
    (0,retain_source/* requireReason */.uM)(options);
    const opened = await (0,project_project/* openProject */.U)(world, options);
    const saved = options.plan === undefined ? undefined : await (0,saved_plan/* readPlan */.m3)((0,policy_file/* pathFrom */.Iw)(world.cwd, options.plan));
    // Sources that are named are refused where the plan is silent on them, not left out.
    const project = saved && !options.source?.length ? planned(opened, saved) : opened;
    const apply = options.apply === true || saved !== undefined;
    if (saved && options.thaw)
        throw new problem/* Problem */.AF('usage', 'a saved plan is carried out unchanged: --thaw cannot add to it', {
            hint: 'Run `backproof prune --apply --thaw` instead.',
        });
    // Before anything of any source is deleted: a plan is carried out whole.
    if (saved) {
        const catalogs = await (0,catalog/* mapAtOnce */.$3)(project.sources, async (source) => ({
            source,
            catalog: await project.catalog(source),
        }));
        for (const { source, catalog } of catalogs)
            (0,saved_plan/* confirmPlan */.U3)(saved, project, source, catalog);
    }
    for (const says of (0,said/* saidDoubts */.bs)(project, options.source))
        world.log.warning(says);
    const session = (0,project_session/* newSession */.RL)(project, 'prune');
    const asked = saved ? `asked for, by the plan of ${saved.at}` : apply ? 'asked for, with --apply' : 'asked for';
    const because = [asked, ...(0,retain_source/* overrideReasons */.IG)(world, options)];
    await (0,each_source/* eachSource */.F)(session, project.sources, async (session, source) => {
        const { project } = session;
        if (apply && !saved)
            await makeWaiting(session, source);
        const attempted = { work: 'prune', trigger: 'manual', because, recorded: apply };
        await (0,project_session/* attempt */.CD)(session, source, attempted, async () => {
            const catalog = await project.catalog(source);
            const found = await (0,retain_source/* retainSource */.ho)(project, await (0,retain/* withNeeded */.M)(project, source, catalog), catalog, {
                apply,
                saved,
                looksAtLocks: true,
                thawed: options.thaw === true,
                gap: options['despite-gap'] ? 'is known' : 'is refused',
            });
            if (found.retention?.applied)
                session.deleted.push(...found.retention.deleted.map(({ id }) => id));
            return { ...withDamage(project, source, catalog, found), ...(0,project_session/* past */.B6)(catalog, world.now()) };
        });
        if (!(0,logged/* isLogged */.j)(source) || saved)
            return;
        await (0,project_session/* attempt */.CD)(session, source, { ...attempted, recorded: false }, () => (0,retain/* pruneLog */.P)(project, source, apply));
    });
    if (apply && saved === undefined)
        await pruneRetired(session, options);
    // What only looks may be run by anybody: it sends nothing, and writes nothing.
    return apply ? (0,tell/* finishAndTell */._2)(session) : (0,project_session/* finish */.O9)(session);
};
/** Whatever else it did, a prune that meets damage says so, and ends as `run` does. */
function withDamage(project, source, catalog, found) {
    const damage = (0,make_copy/* damageLeft */.Ln)(catalog, (0,make_copy/* tasksOf */.a4)(project, source, catalog));
    const lost = (0,copy_lost/* lostNewest */.$)(catalog, project.world.now());
    return { ...found, failures: [...damage, ...(lost ? [(0,copy_lost/* lostProblem */.y)(lost)] : []), ...(found.failures ?? [])] };
}
/**
 * Makes the copies that the backup role may not write. A failure here, or in reading the source's stores, is reported
 * and does not stop pruning.
 */
async function makeWaiting(session, source) {
    const { project } = session;
    const ids = [];
    try {
        ids.push(...(0,make_copy/* waitingForPrune */.Hr)(project, source, await project.catalog(source)));
    }
    catch (error) {
        // The pruning that follows meets it, too, and says so.
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
    }
    if (ids.length === 0)
        return;
    const because = [`copies that only this role may heal or make: ${ids.join(', ')}`];
    await (0,project_session/* attempt */.CD)(session, source, { work: 'copy', trigger: 'manual', because }, async () => (0,make_copy/* makeCopies */.Oh)(project, source, await project.catalog(source), ids));
}
/** What retire has marked of sources that have left the policy is purged once its grace period is over. */
async function pruneRetired(session, options) {
    const { project } = session;
    if (options.source?.length || options.shard !== undefined)
        return;
    const { sources, failures } = await (0,retire.retiredSources)(project);
    for (const { where, error } of failures) {
        // A store that fails is named once: by the sources of the policy that are in it.
        const told = session.problems.some((known) => (0,project_session/* isOfStore */.te)(known.error, where) || (0,problem/* messageOf */.bD)(known.error).includes((0,problem/* messageOf */.bD)(error)));
        if (!told)
            session.problems.push({ source: 'retired sources', error });
    }
    for (const source of sources) {
        const because = ['retired: it has left the policy', ...(0,retain_source/* overrideReasons */.IG)(project.world, options)];
        await (0,project_session/* attempt */.CD)(session, source, { work: 'prune', trigger: 'manual', because, recorded: false }, async () => {
            const catalog = await project.catalog(source);
            mustHaveGone(project, source.name, catalog);
            const found = await (0,retain_source/* retainSource */.ho)(project, source, catalog, {
                apply: true,
                thawed: options.thaw === true,
                gap: 'waits',
            });
            await (0,retire.forgetRetired)(project, source);
            return { ...withDamage(project, source, catalog, found), ...(0,project_session/* past */.B6)(catalog, project.world.now()) };
        });
    }
}
/** The sources that the plan speaks of. */
function planned(project, saved) {
    const speaks = (name) => saved.sources.some(({ source }) => source === name);
    if (!Object.keys(project.policy.sources).some(speaks)) {
        const names = saved.sources.map(({ source }) => source).join(', ') || 'no source';
        throw (0,saved_plan/* refusePlan */.gy)(saved, `it names ${names}, but ${project.policy.path} has no such source`, 'usage');
    }
    return { ...project, sources: project.sources.filter(({ name }) => speaks(name)) };
}


/***/ }),

/***/ 38305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IG: () => (/* binding */ overrideReasons),
  uM: () => (/* binding */ requireReason),
  ho: () => (/* binding */ retainSource)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./retain/retain.js + 15 modules
var retain = __webpack_require__(6078);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/shared-place.js
var shared_place = __webpack_require__(28917);
// EXTERNAL MODULE: ./command/prune/settle.js
var settle = __webpack_require__(54614);
;// CONCATENATED MODULE: ./command/prune/last-look.js


/**
 * The last look before anything is removed for good, past every cache: its mark, its hold, its lock, and all that it was
 * decided on. `clock`: the time by this machine's clock. undefined = nothing stands against it.
 */
async function lastLook({ place, entry, scope, grace, now, others = [] }, clock, signal) {
    const { id, manifest } = entry;
    const goes = await (0,catalog_catalog/* goesNow */.py)(place.store, manifest.source, id, { scope, grace, now }, signal);
    if (!goes)
        return { kind: 'called off', because: 'it was just brought back or held' };
    const locked = await (0,settle/* lockOf */.Vx)(place, manifest, signal);
    if (locked && locked > now) {
        return { kind: 'locked', because: `an object lock in ${place.name} forbids its removal for now` };
    }
    const changed = await changedInAny([place, ...others], entry, clock, signal);
    return changed === undefined ? undefined : { kind: 'changed', because: changed };
}
/**
 * The first contradiction between these stores and the facts behind the decision; undefined = none. A copy that is
 * known to be damaged is not checked: the decision already accounts for it.
 */
async function changedInAny(places, entry, clock, signal, beside = new Map()) {
    for (const place of places) {
        if (entry.damaged?.some(({ store }) => store === place.name))
            continue;
        const changed = await (0,catalog_catalog/* changedSince */.$A)(place, entry, clock, signal, beside.get(place));
        if (changed !== undefined)
            return changed;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./command/prune/clean.js




/** Removes for good what is past its grace period, and what killed runs left. */
async function cleanPlace(cleaning, catalog, purges) {
    const { project, source, place, now, signal, confirm, expired } = cleaning;
    const { log } = project.world;
    const purged = [];
    const findings = [];
    const failures = [];
    const failed = new Set();
    const found = await expired(place);
    const due = new Set(purges);
    const going = catalog.entries.filter(({ id, marked }) => due.has(id) && marked.includes(place.name));
    const needed = new retain/* Needed */.qQ();
    const clean = async (entry) => {
        const { id } = entry;
        const base = needed.because(entry);
        if (base !== undefined) {
            needed.stays(entry);
            findings.push(`backup ${id} is deleted, but not purged from ${place.name}: ${base}`);
            return;
        }
        if (!found.has(id)) {
            needed.stays(entry);
            log.info(`${source.name}: ${id} is past its grace period in ${place.name}: the next run removes it unless it is brought back`);
            return;
        }
        try {
            const done = await purgeOne(cleaning, entry);
            if (done === 'purged')
                purged.push(id);
            else
                needed.stays(entry);
            if (done !== 'purged' && done !== 'stays')
                findings.push(done.finding);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            needed.stays(entry);
            failures.push(error);
            failed.add(id);
        }
    };
    for (const layer of (0,retain/* dependencyLayers */.Kf)(going, (one) => one))
        await (0,catalog_catalog/* eachAtOnce */.GU)(layer, clean);
    const { grace } = source.retention;
    for (const left of await (0,catalog_catalog/* leftovers */.To)(place.store, source.name, { now, grace }, signal)) {
        // Whatever stopped its purge is reported; the next run continues it.
        if (failed.has(left.id))
            continue;
        log.info(`${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`);
        // A machine that slept since the listing: another run may have made a copy of them that counts.
        await confirm();
        await (0,catalog_catalog/* removeForGood */.LJ)(place.store, left.keys, signal);
    }
    for (const id of await (0,catalog_catalog/* purgeAside */.s$)(place.store, source.name, now, signal))
        log.info(`${source.name}: removed what was set aside in ${place.name} when the copy of ${id} was healed`);
    const stale = await (0,catalog_catalog/* staleRecords */.cP)('run', place.store, source.name, now, signal);
    if (stale.length > 0) {
        log.info(`${source.name}: removing ${stale.length} run records older than 90 days from ${place.name}`);
        await place.store.remove(stale, signal);
    }
    const old = await (0,catalog_catalog/* staleRecords */.cP)('restore', place.store, source.name, now, signal);
    if (old.length > 0) {
        log.info(`${source.name}: removing ${old.length} records of restores older than 400 days from ${place.name}`);
        await place.store.remove(old, signal);
    }
    return { purged, findings, failures };
}
async function purgeOne({ project, source, place, now, signal, confirm }, entry) {
    const { id } = entry;
    const { log } = project.world;
    const { grace } = source.retention;
    const departure = { place, entry, scope: 'backup', grace, now };
    const objection = await lastLook(departure, project.world.now(), signal);
    if (objection?.kind === 'called off')
        return 'stays';
    if (objection) {
        const why = objection.kind === 'locked' ? objection.because : `not removed now: ${objection.because}`;
        return { finding: `backup ${id} is deleted, but ${why}` };
    }
    await confirm();
    log.info(`${source.name}: purging ${id} from ${place.name}: its grace period is over`);
    const goes = () => (0,catalog_catalog/* goesNow */.py)(place.store, source.name, id, departure, signal);
    if (await (0,catalog_catalog/* purge */.OU)(place.store, source.name, id, goes, signal))
        return 'purged';
    log.warning(`${source.name}: ${id} stays in ${place.name}: it was just brought back`);
    return 'stays';
}

;// CONCATENATED MODULE: ./command/prune/mark-decision.js



/**
 * Writes trash markers for deleted backups in every store that has them, and removes stray markers of kept ones, except
 * those that are `waiting`. Before a backup is marked, every store that has it is checked again. Returns the decisions
 * as carried out: a backup that has changed meanwhile stays, and a finding says why.
 */
async function markDecisions(project, source, decided, waiting, places, signal) {
    const now = project.world.now();
    const needed = new retain/* Needed */.qQ();
    const done = [];
    const key = ({ id }) => catalog_catalog/* objectName */.Hd.trash(source.name, id);
    const stay = async ({ entry, because }) => {
        const base = needed.because(entry);
        needed.stays(entry);
        if (base !== undefined)
            return { decision: { entry, keep: true, because: [base] } };
        const stray = waiting.includes(entry.id) ? [] : places.filter(({ name }) => entry.marked.includes(name));
        for (const { store } of stray)
            await store.remove([key(entry)], signal);
        return { decision: { entry, keep: true, because } };
    };
    /** Checks all of them first, then marks those that still match the decision. */
    const mark = async (batch) => {
        const sides = batch.map(({ entry }) => ({ entry, holding: holdingOf(entry, places) }));
        const ids = (place) => sides.flatMap(({ entry, holding }) => (holding.includes(place) ? [entry.id] : []));
        const beside = new Map(await (0,catalog_catalog/* mapAtOnce */.$3)(places, async (place) => {
            return [place, await (0,catalog_catalog/* lookBeside */.Gi)(place, source.name, ids(place), signal)];
        }));
        const looked = await (0,catalog_catalog/* mapAtOnce */.$3)(sides, async ({ entry, holding }) => {
            const asked = holding.filter(({ name }) => isWhole(entry, name));
            return { entry, holding, changed: await changedInAny(asked, entry, now, signal, beside) };
        });
        const { grace } = source.retention;
        const because = new Map(batch.map((decision) => [decision.entry, decision.because]));
        const going = looked.filter(({ changed }) => changed === undefined);
        const outcomes = await Promise.allSettled(places.map(({ store }, at) => {
            const here = going.filter(({ holding }) => holding.includes(places[at]));
            const marks = here.map(({ entry }) => ({
                key: key(entry),
                value: (0,catalog_catalog/* trashMark */.GO)(now, grace, because.get(entry) ?? []),
            }));
            return (0,catalog_catalog/* putAll */.D3)(store, marks, signal);
        }));
        for (const outcome of outcomes)
            if (outcome.status === 'rejected')
                throw outcome.reason;
        return looked.map(({ entry, changed }) => {
            if (changed === undefined)
                return { decision: { entry, keep: false, because: because.get(entry) ?? [] } };
            needed.stays(entry);
            const finding = `backup ${entry.id} is not deleted now: ${changed}`;
            return { decision: { entry, keep: true, because: [changed] }, finding };
        });
    };
    // An increment that stays after all keeps what it depends on.
    for (const layer of (0,retain/* dependencyLayers */.Kf)(decided.decisions, ({ entry }) => entry)) {
        const [staying = [], going = []] = partition(layer, ({ entry, keep }) => keep || needed.because(entry) !== undefined);
        done.push(...(await (0,catalog_catalog/* mapAtOnce */.$3)(staying, stay)));
        for (let at = 0; at < going.length; at += catalog_catalog/* batchLength */.DQ)
            done.push(...(await mark(going.slice(at, at + catalog_catalog/* batchLength */.DQ))));
    }
    const carriedOut = new Map(done.map(({ decision }) => [decision.entry.id, decision]));
    const findings = [...decided.findings, ...done.flatMap(({ finding }) => finding ?? [])];
    return { ...decided, decisions: decided.decisions.map((one) => carriedOut.get(one.entry.id) ?? one), findings };
}
const isWhole = ({ copies, released = [] }, name) => copies.includes(name) || released.includes(name);
/** The stores that have it, whole or not, and not marked yet. */
function holdingOf(entry, places) {
    const { marked, damaged = [] } = entry;
    const has = (name) => isWhole(entry, name) || damaged.some(({ store }) => store === name);
    return places.filter(({ name }) => has(name) && !marked.includes(name));
}
function partition(values, is) {
    const { yes = [], no = [] } = Object.groupBy(values, (value) => (is(value) ? 'yes' : 'no'));
    return [yes, no];
}

// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/copy/hand-over.js
var hand_over = __webpack_require__(78328);
// EXTERNAL MODULE: ./command/copy/record-damage.js
var record_damage = __webpack_require__(15779);
;// CONCATENATED MODULE: ./command/prune/release.js
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
 * Carries out what the stores' own rules say of their copies: marks what goes, and purges what was marked a grace period ago.
 * Right before either, the other copies are read from their first to their last byte and compared with the manifest. Killed
 * anywhere, the backup is whole in every store that was confirmed: nothing is ever removed from those.
 */
async function releaseCopies(project, source, settled, catalog, leases, { now, signal, expired }) {
    await takeBack(source, settled, leases.places, signal);
    const found = { confirmed: new Map(), purged: [], findings: [], failures: [] };
    const work = { project, source, catalog, leases, now, signal, expired, ...found };
    const copies = [];
    // By store: a restore reads one, and needs there what the copies that stay depend on.
    const needed = new Map(leases.places.map(({ name }) => [name, new retain/* Needed */.qQ()]));
    for (const decision of (0,retain/* dependentsFirst */.jn)(settled.copies, ({ entry }) => entry)) {
        const { entry, store } = decision;
        try {
            const base = decision.keep ? undefined : needed.get(store)?.because(entry);
            const done = decision.keep ? decision : base === undefined ? await letGo(work, decision) : keep(decision, base);
            if (done.keep)
                needed.get(store)?.stays(entry);
            copies.push(done);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            work.failures.push(error);
            needed.get(store)?.stays(entry);
            copies.push(keep(decision, error.message));
        }
    }
    const { purged, findings, failures } = work;
    return { copies, purged, findings, failures };
}
const keep = (decision, why) => ({
    ...decision,
    keep: true,
    because: [why],
    needs: [],
});
/** What has changed since the decision is said: the next run decides anew. */
function stays({ findings }, decision, because) {
    findings.push(`the copy of ${decision.entry.id} in ${decision.store} stays for now: ${because}`);
    return keep(decision, because);
}
/** Marks of copies that stay after all; first of all, so that no later step can go by them. */
async function takeBack(source, { decided, copies }, places, signal) {
    const going = new Set(copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`));
    for (const { entry, keep } of decided.decisions) {
        if (!keep)
            continue;
        for (const { name, store } of places)
            if (entry.released?.includes(name) && !going.has(`${entry.id} ${name}`)) {
                // Marks need no lease: a person may have deleted the backup itself since.
                const mark = await (0,catalog_catalog/* readTrash */.x0)(store, source.name, entry.id, signal);
                if (mark?.scope === 'copy')
                    await store.remove([catalog_catalog/* objectName */.Hd.trash(source.name, entry.id)], signal);
            }
    }
}
async function letGo(work, decision) {
    const { project, source, leases, now, signal } = work;
    const { entry, store } = decision;
    const place = leases.places.find(({ name }) => name === store);
    if (!place)
        return keep(decision, `${store} is not among the locked stores`);
    const key = catalog_catalog/* objectName */.Hd.trash(source.name, entry.id);
    const others = await Promise.all(decision.needs.map((name) => project.place(name)));
    if (!entry.released?.includes(store)) {
        const wrong = await unconfirmed(work, decision);
        if (wrong)
            return keep(decision, wrong);
        const changed = await changedInAny([place, ...others], entry, project.world.now(), signal);
        if (changed !== undefined)
            return stays(work, decision, changed);
        await leases.confirm();
        const bytes = (0,catalog_catalog/* encodeRecord */.Ym)((0,catalog_catalog/* trashMark */.GO)(project.world.now(), (0,retain/* copyGrace */.eK)(project.policy, source, store), decision.because, { scope: 'copy' }));
        try {
            await place.store.put(key, bytes, { ifAbsent: true, signal, fromReserve: 'half' });
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'store-exists'))
                throw error;
            return keep(decision, 'the backup itself was just deleted');
        }
        return decision;
    }
    // Marks need no lease: it may have been brought back, or held, since the catalog was read.
    const marked = await (0,catalog_catalog/* readTrash */.x0)(place.store, source.name, entry.id, signal);
    if (!marked)
        return keep(decision, 'it was just brought back');
    const grace = (0,retain/* copyGrace */.eK)(project.policy, source, store);
    if (marked.scope !== 'copy' || (0,catalog_catalog/* purgeAt */.lS)(marked, grace) > now)
        return decision;
    if (!(await work.expired(place)).has(entry.id)) {
        project.world.log.info(`${source.name}: the copy of ${entry.id} is past its grace period in ${store}: the next run removes it`);
        return decision;
    }
    const wrong = await unconfirmed(work, decision);
    if (wrong)
        return keep(decision, wrong);
    const departure = { place, entry, scope: 'copy', grace, now, others };
    const objection = await lastLook(departure, project.world.now(), signal);
    if (objection?.kind === 'called off')
        return keep(decision, objection.because);
    if (objection)
        return stays(work, decision, objection.because);
    // A failed proof that only this store has must not be forgotten with the copy.
    await (0,hand_over/* handOver */.C)(place.store, others.map((other) => other.store), source.name, entry.id, signal);
    await leases.confirm();
    project.world.log.info(`${source.name}: purging the copy of ${entry.id} from ${store}: its grace period is over`);
    const goes = () => (0,catalog_catalog/* goesNow */.py)(place.store, source.name, entry.id, departure, signal);
    if (!(await (0,catalog_catalog/* purge */.OU)(place.store, source.name, entry.id, goes, signal)))
        return keep(decision, 'it was just brought back');
    work.purged.push({ id: entry.id, store });
    return decision;
}
/** Why the copy must stay: what is wrong with one of those that should be there without it. */
async function unconfirmed(work, { entry, store, needs }) {
    const { project, source, findings, failures } = work;
    for (const name of needs) {
        const key = `${entry.id} ${name} ${store}`;
        const known = work.confirmed.has(key);
        const wrong = known ? work.confirmed.get(key) : await damageOf(work, entry, name, store);
        work.confirmed.set(key, wrong);
        if (wrong === undefined)
            continue;
        const message = `the copy of ${entry.id} in ${store} stays, because the copy in ${name} is not intact: ${wrong}`;
        if (!known) {
            findings.push(message);
            failures.push(new problem/* Problem */.AF('proof-failed', message, {
                hint: `The next \`backproof run\` heals the copy in ${name} from an intact one.`,
            }));
        }
        return `${name} does not confirm its copy: ${wrong}`;
    }
    project.world.log.info(`${source.name}: ${needs.join(', ')} confirmed ${entry.id}, byte by byte`);
    return undefined;
}
/** What is wrong with the copy in `name`, without which that in `going` must not go. */
async function damageOf(work, entry, name, going) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { project, leases, signal } = work;
        const placeOf = async (one) => leases.places.find((place) => place.name === one) ?? (await project.place(one));
        const place = await placeOf(name);
        const _ = __addDisposableResource(env_1, project.world.log.progress({ what: `${entry.id}: confirming the copy in ${name}` }), false);
        const found = await (0,verify/* checkCopy */.QS)(place, entry.manifest, project.policy.encryption.signers, signal);
        const failure = found.find(({ level }) => level === 'failure')?.message;
        if (failure !== undefined) {
            work.failures.push(...(await (0,record_damage/* recordDamage */.Z)(project, work.source, work.catalog, entry, name, found)));
            return failure;
        }
        // Without a secret key nobody can say which of two key objects opens the backup: both copies stay.
        const keyName = catalog_catalog/* objectName */.Hd.key(entry.manifest.source, entry.id);
        const [there, here] = await Promise.all([place, await placeOf(going)].map(({ store }) => (0,catalog_catalog/* readObject */.Ag)(store, keyName, signal)));
        const same = there && here && Buffer.from(there).equals(Buffer.from(here));
        return same ? undefined : `its key object is not the one in ${going}: ${keyName}`;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}

// EXTERNAL MODULE: ./command/prune/saved-plan.js
var saved_plan = __webpack_require__(52052);
;// CONCATENATED MODULE: ./command/prune/retain-source.js
var retain_source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var retain_source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/** Throws `usage` for a deletion despite an objection if no reason is given. */
function requireReason({ apply, plan, thaw, because, 'despite-gap': despiteGap }) {
    if ((!apply && plan === undefined) || because?.trim())
        return;
    if (thaw)
        throw new problem/* Problem */.AF('usage', '--thaw deletes in spite of a failed proof, so it needs a reason', {
            hint: 'Give a reason: --because "the disk was replaced". It is kept with the run.',
        });
    if (despiteGap)
        throw new problem/* Problem */.AF('usage', '--despite-gap deletes although a clock may be wrong, so it needs a reason', {
            hint: 'Give a reason: --because "the runner was off". It is kept with the run.',
        });
}
/** For the run record: who overrode an objection to deletion, and why. */
function overrideReasons({ origin }, options) {
    const { thaw, because, 'despite-gap': despiteGap } = options;
    const said = `, as ${(0,world/* whoIs */.X8)(origin)} says${because ? `: ${because}` : ''}`;
    return [
        ...(thaw ? [`failed proofs do not freeze deletion, because of --thaw${said}`] : []),
        ...(despiteGap ? [`a gap before this run does not stop deletion, because of --despite-gap${said}`] : []),
    ];
}
/** Decides for one source; with `apply` marks the deletions, purges what is past its grace period and sweeps leftovers. */
async function retainSource(project, source, catalog, { apply, looksAtLocks = false, thawed, saved, gap }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, policy } = project;
        const { places, failed } = await project.places(source);
        // A plan was decided for its own moment: another one would decide otherwise.
        const moment = () => (saved ? new Date(saved.at) : world.now());
        const settling = { thawed, places: apply || looksAtLocks ? places : [] };
        const first = await (0,settle/* settle */.G9)(policy, source, catalog, { ...settling, now: moment(), signal: world.signal });
        if (!apply)
            return { retention: describe(first, false) };
        const leases = retain_source_addDisposableResource(env_1, await (0,session/* takeLeases */.Dl)(project, source.name, places, { fromReserve: true }), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const missing = [...failed, ...leases.failed];
        if (missing.length > 0) {
            const list = missing.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ');
            const hint = missing.find(({ problem }) => problem.hint)?.problem.hint;
            throw new problem/* Problem */.AF('retention-refused', `nothing of ${source.name} is deleted while a store fails: ${list}`, {
                hint,
            });
        }
        // Once more under the lease: a backup or a hold may have come in between. Where anything would go, from the stores alone.
        const now = await project.catalog(source, deletes(first) ? 'all' : undefined);
        const mixture = (0,shared_place/* mixtureOf */.O)(project, now);
        if (mixture)
            throw mixture;
        refuseWrongClock(project, source, now, leases);
        const silent = gap === 'is known' ? undefined : (0,plan/* unexplainedGap */.Ih)(source, now, policy, project.openedAt);
        if (silent && gap === 'is refused')
            throw refuseGap(source, silent, project.policy.timezone);
        if (silent)
            return { retention: waits(first, silent, project.policy.timezone) };
        if (saved)
            (0,saved_plan/* confirmPlan */.U3)(saved, project, source, now);
        const second = await (0,settle/* settle */.G9)(policy, source, now, { ...settling, now: moment(), signal });
        if (saved)
            (0,saved_plan/* confirmSettled */.Mj)(saved, source, second);
        const { settled: both, waiting } = (0,settle/* agreed */.bL)(first, second);
        const expired = witness(project, source, signal);
        // Before anything more is marked: on a full disk this is what makes the room for marks.
        const purged = [];
        const findings = [];
        const failures = [];
        for (const place of leases.places) {
            try {
                await leases.confirm();
                const confirm = () => leases.confirm([place.name]);
                const cleaning = { project, source, place, signal, now: moment(), confirm, expired };
                const cleaned = await cleanPlace(cleaning, now, both.purges);
                failures.push(...cleaned.failures);
                purged.push(...cleaned.purged);
                findings.push(...cleaned.findings);
            }
            catch (error) {
                if (!(0,problem/* isFailure */.N6)(error))
                    throw error;
                failures.push(error);
            }
        }
        const done = { purged: [...new Set(purged)], findings };
        let decided;
        try {
            await leases.confirm();
            decided = await markDecisions(project, source, both.decided, waiting, leases.places, signal);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            // What was purged is told all the same; what of the rest is marked, the next run finds out.
            return { retention: describe(both, false, done), failures: [...failures, error] };
        }
        const settled = { ...both, decided };
        const released = await releaseCopies(project, source, settled, now, leases, { now: moment(), signal, expired });
        for (const place of leases.places) {
            try {
                if ((await expired(place)).size > 0)
                    await (0,catalog_catalog/* forgetExpired */.Ni)(place.store, source.name, signal);
            }
            catch (error) {
                if (!(0,problem/* isFailure */.N6)(error))
                    throw error;
                if (!failures.includes(error))
                    failures.push(error);
            }
        }
        return {
            retention: describe({ ...settled, ...released }, true, { ...done, findings: [...released.findings, ...findings] }),
            failures: [...released.failures, ...failures],
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = retain_source_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Asks each store once in a run, so that a run does not count as two. */
function witness({ world, policy }, source, signal) {
    const asked = new Map();
    return (place) => {
        const graceOf = (scope) => scope === 'copy' ? (0,retain/* copyGrace */.eK)(policy, source, place.name) : source.retention.grace;
        const options = { graceOf, now: world.now(), runId: world.runId, signal };
        const asking = asked.get(place) ?? (0,catalog_catalog/* witnessExpired */.Jo)(place.store, source.name, options);
        asked.set(place, asking);
        return asking;
    };
}
const deletes = ({ decided, copies, purges }) => purges.length > 0 || [...decided.decisions, ...copies].some(({ keep }) => !keep);
/** Neither marks nor removes nor sweeps by a clock that the stores contradict. */
function refuseWrongClock({ world, policy }, source, { entries }, { clocks }) {
    const wrong = (0,catalog_catalog/* clockFault */.xL)(clocks, entries, { now: world.now(), timezone: policy.timezone });
    if (wrong === undefined)
        return;
    throw new problem/* Problem */.AF('retention-refused', `nothing of ${source.name} is deleted, because a clock is wrong: ${wrong}`, {
        hint: 'Set the clock of this machine. If another clock was wrong, run `backproof delete --id ID` for the backups it dated.',
    });
}
/** "from 2026-02-14 09:15 CET to 2026-02-16 10:00 CET" */
const span = ({ from, until }, timezone) => `from ${(0,words/* formatTime */.fU)(from, timezone)} to ${(0,words/* formatTime */.fU)(until, timezone)}`;
function refuseGap({ name, schedule }, gap, timezone) {
    const message = `nothing is deleted: ${name} was silent ${span(gap, timezone)}, although its schedule is "${schedule}", so the clock may be wrong`;
    return new problem/* Problem */.AF('retention-refused', message, {
        hint: 'If the clock is right, run `backproof prune --apply --despite-gap --because "the runner was off"`, or wait for a day of backups.',
    });
}
/** Nothing is carried out. */
function waits(first, gap, timezone) {
    const report = describe(first, false);
    const finding = `deletion waits for a day of backups, or for --despite-gap: the source was silent ${span(gap, timezone)}, so the clock may be wrong`;
    return { ...report, findings: [...report.findings, finding] };
}
function describe({ decided, copies, purged: gone = [] }, applied, done = { purged: [], findings: [] }) {
    const all = decided.decisions.map(({ entry: { id, bytes }, keep, because }) => ({ id, keep, because, bytes }));
    const deleted = all.filter(({ keep }) => !keep).map(({ id, bytes, because }) => ({ id, bytes, because }));
    const ofCopies = copies.map(({ entry: { id, bytes }, store, keep, because, needs }) => ({
        id,
        store,
        keep,
        because,
        needs,
        bytes,
        purged: gone.some((one) => one.id === id && one.store === store),
    }));
    return {
        applied,
        kept: all.length - deleted.length,
        deleted,
        decisions: all,
        ...(ofCopies.length > 0 ? { copies: ofCopies } : {}),
        purged: done.purged,
        findings: [...decided.findings, ...done.findings],
    };
}


/***/ }),

/***/ 52052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mj: () => (/* binding */ confirmSettled),
/* harmony export */   U3: () => (/* binding */ confirmPlan),
/* harmony export */   gy: () => (/* binding */ refusePlan),
/* harmony export */   hp: () => (/* binding */ savePlan),
/* harmony export */   m3: () => (/* binding */ readPlan)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99131);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73477);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54614);







const schema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    /** SHA-256 of the policy file's bytes. */
    policy: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
    /** The moment that was decided for; the same is used again. */
    at: zod__WEBPACK_IMPORTED_MODULE_7__/* .datetime */ .w$(),
    sources: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        source: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
        /** What the policy keeps, in words: for the difference to one that has changed since. */
        rules: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
        /** Every backup as it was: each fact that a decision rests on. */
        entries: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP())),
        deletes: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
        /** Copies that go by the rules of their store, of backups that are kept: "id store". */
        copies: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
        /** Deleted backups whose grace period is over: they are removed for good. */
        purges: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()).default([]),
        /** By id and store, until when an object lock holds what would go else. */
        locks: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_7__/* .datetime */ .w$())).default({}),
    })),
});
/** Decides for every source of the project, and writes down what that rests on. */
async function savePlan(project, catalogs, now) {
    const { policy, world } = project;
    const sources = [];
    for (const source of project.sources) {
        const catalog = catalogs.find((one) => one.source === source.name);
        if (!catalog)
            continue;
        const { places } = await project.places(source);
        const settled = await (0,_settle_js__WEBPACK_IMPORTED_MODULE_5__/* .settle */ .G9)(policy, source, catalog, { now, thawed: false, places, signal: world.signal });
        sources.push(describe(policy, source, catalog, settled));
    }
    return { version: 1, policy: policy.digest, at: now.toISOString(), sources };
}
function describe(policy, source, { entries }, settled) {
    return {
        source: source.name,
        rules: (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRetention */ .uN)(source.retention, policy.timezone).join(', '),
        entries: Object.fromEntries(entries.map((entry) => [entry.id, stateOf(entry)])),
        ...goingOf(settled),
        locks: Object.fromEntries([...settled.locks].flatMap(([id, stores]) => {
            const until = [...stores].map(([store, at]) => [store, dateOf(at).toISOString()]);
            return until.length > 0 ? [[id, Object.fromEntries(until)]] : [];
        })),
    };
}
/** A legal hold has no end; a text of JSON has one. */
const lastDate = new Date('9999-12-31T00:00:00Z');
const dateOf = (at) => (at > lastDate ? lastDate : at);
function goingOf({ decided, copies, purges }) {
    return {
        deletes: decided.decisions.filter(({ keep }) => !keep).map(({ entry }) => entry.id),
        copies: copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`),
        purges: [...purges],
    };
}
function locksOf({ locks }) {
    const dates = (stores) => new Map(Object.entries(stores).map(([store, until]) => [store, new Date(until)]));
    return new Map(Object.entries(locks).map(([id, stores]) => [id, dates(stores)]));
}
/** Another copy, hold, proof or mark makes another state. */
function stateOf(entry) {
    const { manifest, copies, held, trashed, marked, released = [], foreign, proofs } = entry;
    const list = (stores) => [...stores].sort().join(' ') || 'none';
    const proof = ({ level, outcome, startedAt }) => `${level} ${outcome} ${startedAt.toISOString()}`;
    return {
        manifest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16),
        copies: list(copies),
        held: held ? 'yes' : 'no',
        deleted: trashed
            ? `${trashed.at.toISOString()}, to be purged ${trashed.purgeAfter.toISOString()}`
            : list([...marked, ...released]),
        proofs: list(proofs.map(proof)),
        counts: foreign ?? 'yes',
    };
}
/** A plan as `plan --save` wrote it. Throws `usage` for a file that is none. */
async function readPlan(path) {
    const hint = 'Write one with `backproof plan --save FILE`.';
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `the plan ${path} cannot be read: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`, { hint, cause });
    }
    try {
        return schema.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', `${path} is not a plan`, { hint, cause });
    }
}
/** Why a plan is not carried out; `usage`: not because something has happened since, but because it is not of this policy. */
function refusePlan({ at }, why, code = 'retention-refused') {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF(code, `the plan of ${at} is not carried out: ${why}`, {
        hint: 'Make a new plan with `backproof plan --save FILE`, check it, and carry out that one.',
    });
}
/** Throws `usage` for a plan of another policy, `retention-refused` with the difference unless the plan still says, to the letter, what would be done. */
function confirmPlan(saved, project, source, catalog) {
    const at = new Date(saved.at);
    if (at > project.world.now())
        throw refusePlan(saved, 'it is dated in the future');
    const then = saved.sources.find((one) => one.source === source.name);
    const rules = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .describeRetention */ .uN)(source.retention, project.policy.timezone).join(', ');
    if (saved.policy !== project.policy.digest) {
        const same = then === undefined || rules === then.rules;
        const change = same ? '' : `: that one kept ${then.rules} of ${source.name}, this one keeps ${rules}`;
        throw refusePlan(saved, `it was made with another policy${change}`, 'usage');
    }
    if (!then)
        throw refusePlan(saved, `it does not mention ${source.name}`, 'usage');
    const moment = { now: at, thawed: false };
    const now = describe(project.policy, source, catalog, (0,_settle_js__WEBPACK_IMPORTED_MODULE_5__/* .settleWith */ ._1)(project.policy, source, catalog, locksOf(then), moment));
    const difference = differences(then.entries, now.entries);
    if (difference.length > 0)
        throw refusePlan(saved, `${source.name} has changed: ${shorten(difference)}`);
    if (!isSame(then, now))
        throw refusePlan(saved, `it does not delete what the policy deletes of ${source.name}`);
}
/** A plan is carried out exactly, or not at all: an object lock may have come, or gone, since. */
function confirmSettled(saved, source, settled) {
    const then = saved.sources.find((one) => one.source === source.name);
    const { decided, copies } = settled;
    const spared = decided.decisions.find(({ entry, keep }) => keep && then?.deletes.includes(entry.id)) ??
        copies.find(({ entry, store, keep }) => keep && then?.copies.includes(`${entry.id} ${store}`));
    if (spared)
        throw refusePlan(saved, `${spared.entry.id} must stay: ${spared.because.join('; ')}`);
    if (!then || !isSame(then, goingOf(settled)))
        throw refusePlan(saved, `more of ${source.name} would be deleted than it says: an object lock has expired`);
}
function isSame(one, other) {
    const text = ({ deletes, copies, purges }) => JSON.stringify([deletes, copies, purges]);
    return text(one) === text(other);
}
function differences(then, now) {
    const ids = [...new Set([...Object.keys(then), ...Object.keys(now)])];
    return ids.flatMap((id) => {
        const [was, is] = [then[id], now[id]];
        if (!was)
            return [`${id} is new`];
        if (!is)
            return [`${id} is gone`];
        const facts = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((fact) => was[fact] !== is[fact]);
        return facts.map((fact) => `${fact} of ${id}: ${was[fact]}, now ${is[fact]}`);
    });
}
const shorten = (words) => words.length > 5 ? `${words.slice(0, 5).join('; ')}; and ${words.length - 5} more` : words.join('; ');


/***/ }),

/***/ 54614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   _1: () => (/* binding */ settleWith),
/* harmony export */   bL: () => (/* binding */ agreed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6078);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);




/**
 * Decides, asks for the object locks of what would go, and decides again until nothing goes that was not asked for: what a
 * lock keeps may make something else go.
 */
async function settle(policy, source, catalog, { places, signal, ...moment }) {
    const locks = new Map();
    for (;;) {
        const settled = settleWith(policy, source, catalog, locks, moment);
        const going = [...settled.decided.decisions, ...settled.copies]
            .filter(({ keep }) => !keep)
            .map(({ entry }) => entry);
        const open = new Map(going.filter(({ id }) => !locks.has(id)).map((entry) => [entry.id, entry]));
        if (open.size === 0)
            return settled;
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)([...open.values()], async (entry) => {
            locks.set(entry.id, await locksOf(entry, places, signal));
        });
    }
}
/**
 * What was decided twice, by two readings of the stores: only what goes by both goes. What one wrong answer, or one altered
 * cache, adds to either waits for the next run. Gives the ids that wait, of which nothing is changed.
 */
function agreed(first, second) {
    const going = new Set(first.decided.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])));
    const leaving = new Set(first.copies.flatMap(({ entry, store, keep }) => (keep ? [] : [`${entry.id} ${store}`])));
    const because = ['only one of two readings of the stores would delete it: the next run decides'];
    const waiting = [];
    const all = second.decided.decisions;
    const both = all.flatMap(({ entry, keep }) => (!keep && going.has(entry.id) ? [entry.id] : []));
    // What waits needs what it depends on.
    const needed = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .basesThatStay */ .Z0)(all.map(({ entry }) => entry), new Set(both));
    const decisions = all.map((decision) => {
        const { entry, keep } = decision;
        const base = needed.get(entry.id);
        if (keep || (going.has(entry.id) && base === undefined))
            return decision;
        waiting.push(entry.id);
        return { ...decision, keep: true, because: base === undefined ? because : [base] };
    });
    const copies = second.copies.map((copy) => {
        if (copy.keep || leaving.has(`${copy.entry.id} ${copy.store}`))
            return copy;
        waiting.push(copy.entry.id);
        return { ...copy, keep: true, because, needs: [] };
    });
    const purges = second.purges.filter((id) => first.purges.includes(id));
    return { settled: { ...second, decided: { ...second.decided, decisions }, copies, purges }, waiting };
}
/** Decides by locks that are known. */
function settleWith(policy, source, catalog, locks, { now, thawed }) {
    const { timezone } = policy;
    const lockedUntil = ({ id }, store) => locks.get(id)?.get(store);
    const entries = catalog.entries.map((entry) => withLock(entry, locks.get(entry.id)));
    const illegible = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .illegibleIn */ .nw)(catalog).map(({ message }) => message);
    const unusual = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .freezesBy */ .Es)((0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeAnomalies */ .J4)(source, catalog, now));
    const deciding = { now, timezone, unread: catalog.unread, illegible, unusual, thawed };
    const made = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .LD)(entries, source.retention, deciding);
    if ('refused' in made)
        throw made.refused;
    const copies = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decideCopies */ .ui)(made, (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .storeRules */ .Fo)(policy, source), { now, timezone, lockedUntil });
    const { grace } = source.retention;
    const over = entries.filter(({ trashed, held }) => trashed && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .purgeAt */ .lS)(trashed, grace) <= now && !held);
    // Whatever is deleted can be brought back for as long as it is there, and a kept increment needs all before it.
    const needed = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .basesThatStay */ .Z0)(entries, new Set(over.map(({ id }) => id)));
    const purges = over.map(({ id }) => id).filter((id) => !needed.has(id));
    if (made.frozen === undefined || over.length === 0) {
        const spared = [...needed].map(([id, because]) => `backup ${id} is deleted, but not purged: ${because}`);
        return { decided: { ...made, findings: [...made.findings, ...spared] }, copies, purges, locks };
    }
    // They may be the last usable ones: what froze deletion may predate theirs.
    const spared = `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(over.length, 'deleted backup')} past the grace period ${over.length === 1 ? 'is' : 'are'} not purged while deletion is frozen: ${over[0]?.id}`;
    return { decided: { ...made, findings: [...made.findings, spared] }, copies, purges: [], locks };
}
function withLock(entry, locks) {
    if (!locks || locks.size === 0)
        return entry;
    return { ...entry, lockedUntil: new Date(Math.max(...[...locks.values()].map((until) => until.getTime()))) };
}
/** By store, until when its object lock forbids the removal. */
async function locksOf({ manifest, copies, released = [] }, places, signal) {
    const locks = new Map();
    for (const place of places.filter(({ name }) => copies.includes(name) || released.includes(name))) {
        const until = await lockOf(place, manifest, signal);
        if (until)
            locks.set(place.name, until);
    }
    return locks;
}
/** Until when a lock on a backup's manifest or its first part forbids the removal of this copy; undefined: there is none. */
async function lockOf({ store }, { source, id, parts }, signal) {
    if (store.lockless)
        return undefined;
    const keys = [
        _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(source, id),
        ...parts.slice(0, 1).map(({ name }) => _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.data(source, id, name)),
    ];
    const heads = await Promise.all(keys.map((key) => store.head(key, signal)));
    const locks = heads.flatMap((head) => (head?.lockedUntil ? [head.lockedUntil.getTime()] : []));
    return locks.length > 0 ? new Date(Math.max(...locks)) : undefined;
}


/***/ })

};
