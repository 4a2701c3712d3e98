export const id = 705657;
export const ids = [705657];
export const modules = {

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


/***/ })

};
