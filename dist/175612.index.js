export const id = 175612;
export const ids = [5707,2713];
export const modules = {

/***/ 45707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ack: () => (/* binding */ ack)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79148);
/* harmony import */ var _project_databases_open_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1813);
/* harmony import */ var _project_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58182);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62713);







/** Says that unusual backups are as they should be, or with --undo takes that back. */
const ack = (world, options) => (options.undo ? takeBack(world, options) : acknowledge(world, options));
async function acknowledge(world, options) {
    const because = options.because?.trim();
    if (!because)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'what is unusual is acknowledged with a reason', {
            hint: 'Give it: --because "archived the orders of 2019". It is kept with the backup.',
        });
    return (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__.mark)(world, options, saysAcked, async (project, found, places) => {
        const { entry, shelved, catalog } = found;
        const odd = unusualIn(project, found);
        const known = catalog.acks?.some(({ id }) => id === entry.id);
        if (!odd && !known)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is not unusual, so there is nothing to acknowledge`, {
                hint: `\`backproof report --source ${shelved.name}\` names the backups that are.`,
            });
        const by = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .whoIs */ .X8)(world.origin);
        const measures = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .measuresOf */ .d6)(entry.manifest);
        const signing = (0,_project_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .readSigningKey */ .jy)(world, project.policy);
        const said = { id: entry.id, at: world.now(), by, because: world.redact(because), measures };
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .keepAck */ .lO)(places, shelved.name, said, signing, world.signal);
        await (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__.mustStay)(found, places, world.signal);
        if (odd)
            world.log.info(`${entry.id}: ${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .saysUnusual */ .sZ)(odd.anomalies)}`);
    });
}
function unusualIn(project, { entry, shelved, catalog }) {
    // A database of a server is compared as its source says.
    const source = (0,_project_databases_open_js__WEBPACK_IMPORTED_MODULE_4__/* .sourceNamed */ .Lt)(project, shelved.name.split('/')[0] ?? '') ?? {};
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeAnomalies */ .J4)(source, catalog, project.world.now()).unusual.find((one) => one.entry.id === entry.id);
}
const saysAcked = ({ entry, shelved }) => `acknowledged: its numbers count as usual for ${shelved.name}; \`backproof ack ${entry.id} --undo\` takes that back`;
const takeBack = (world, options) => (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__.mark)(world, options, (found) => (isAcked(found) ? 'no longer acknowledged' : 'was not acknowledged'), async (project, found, holding) => {
    if (!isAcked(found))
        return;
    const { entry, shelved } = found;
    const { name } = shelved;
    const { signers } = project.policy.encryption;
    const places = await Promise.all(shelved.stores.map((store) => project.place(store)));
    const said = (await Promise.all(places.map((place) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readAck */ .nQ)(place, name, entry.id, signers, world.signal)))).find((one) => one !== undefined);
    const was = said && { at: said.at.toISOString(), by: said.by, because: said.because };
    // First of all: it is taken back only if it is known who does.
    const undoing = { verb: 'unack', ...(0,_mark_js__WEBPACK_IMPORTED_MODULE_6__.undoneBy)(world, options), was };
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putUndoing */ .CS)(holding, name, entry.id, undoing, world.signal);
    await (0,_mark_js__WEBPACK_IMPORTED_MODULE_6__.removeEverywhere)(places, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.ack(name, entry.id), world.signal);
});
const isAcked = ({ entry, catalog }) => catalog.acks?.some(({ id }) => id === entry.id) === true;


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

/***/ 62713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hold: () => (/* binding */ hold),
/* harmony export */   holding: () => (/* binding */ holding),
/* harmony export */   mark: () => (/* binding */ mark),
/* harmony export */   mustStay: () => (/* binding */ mustStay),
/* harmony export */   remove: () => (/* binding */ remove),
/* harmony export */   removeEverywhere: () => (/* binding */ removeEverywhere),
/* harmony export */   undelete: () => (/* binding */ undelete),
/* harmony export */   undoneBy: () => (/* binding */ undoneBy),
/* harmony export */   unhold: () => (/* binding */ unhold)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6078);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79148);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94960);
/* harmony import */ var _project_project_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(40433);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(83790);









/** Marks backups so that no rule deletes them. */
const hold = (world, options) => mark(world, options, saysHeld, async (project, found, places) => {
    const { entry, shelved } = found;
    const value = {
        heldAt: world.now(),
        by: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .whoIs */ .X8)(project.world.origin),
        because: world.redact(options.because ?? ''),
    };
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecordEverywhere */ .tc)(places, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(shelved.name, entry.id), value, world.signal);
    await mustStay(found, places, world.signal);
});
/** What is deleted stays so: a hold only keeps it from being purged. */
const saysHeld = ({ entry: { id, trashed } }) => trashed ? `held, but still deleted: \`backproof undelete --id ${id}\` brings it back` : 'held';
/** Gives held backups back to the rules. */
const unhold = (world, options) => mark(world, options, saysFree, async (project, { entry, shelved }, holding) => {
    const { name } = shelved;
    // A copy that was cut off has left the hold where there is no manifest yet.
    const places = await Promise.all(shelved.stores.map((store) => project.place(store)));
    const held = await firstIn(places, (place) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readHold */ .uw)(place, name, entry.id, world.signal));
    if (!held)
        return;
    const { heldAt: at, ...who } = held;
    // First of all: a hold is lifted only if it is known who lifts it.
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putUndoing */ .CS)(holding, name, entry.id, { verb: 'unhold', ...undoneBy(world, options), was: { at, ...who } }, world.signal);
    await removeEverywhere(places, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(name, entry.id), world.signal);
});
const undoneBy = (world, { because = '' }) => ({
    at: world.now(),
    by: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .whoIs */ .X8)(world.origin),
    because: world.redact(because),
});
/** What the first of these places that has it says. */
async function firstIn(places, read) {
    return (await Promise.all(places.map(read))).find((found) => found !== undefined);
}
function saysFree({ entry: { id, held, trashed } }, timezone) {
    if (!held)
        return 'was not held';
    if (!trashed)
        return 'returned to retention';
    return `no longer held, and deleted: it is gone for good after ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(trashed.purgeAfter, timezone)}, unless \`backproof undelete --id ${id}\` brings it back`;
}
/** Marks backups as deleted; prune --apply removes them once their grace period is over. */
const remove = (world, options) => mark(world, options, () => 'deleted; `backproof undelete` brings it back within its grace period', async (project, found, places) => {
    const { entry, shelved } = found;
    refuseHeld(entry);
    refuseNeeded(found, options.id ?? []);
    const grace = project.policy.sources[shelved.name]?.retention.grace ?? _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultGrace */ .oU;
    const value = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .trashMark */ .GO)(world.now(), grace, [world.redact(options.because ?? 'deleted by hand')], {
        by: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .whoIs */ .X8)(world.origin),
    });
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.trash(shelved.name, entry.id);
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecordEverywhere */ .tc)(places, key, value, world.signal);
    // A copy that was under way looks for the mark once it counts: either may come too late.
    const late = (await holding(project, found, world.signal)).filter((place) => !places.includes(place));
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecordEverywhere */ .tc)(late, key, value, world.signal);
    if (Object.hasOwn(project.policy.sources, shelved.name))
        return;
    world.log.warning(`${entry.id} is marked, but nothing will remove it while ${shelved.name} is not in the policy: run \`backproof retire ${shelved.name}\` for all of its backups, or put the source back, with paused: true, until \`backproof prune --apply --source ${shelved.name}\` has purged it after its grace period`);
}, {
    before: async (project) => {
        // Whoever is asked to confirm a deletion should not be told afterwards that it is not possible.
        for (const id of options.id ?? []) {
            const found = await (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .findEntry */ .w4)(project, id);
            refuseHeld(found.entry);
            refuseNeeded(found, options.id ?? []);
        }
        await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_8__/* .confirmLast */ .N)(project, options);
    },
});
function refuseHeld({ id, held }) {
    if (!held)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${id} is held, so it is not deleted`, {
        hint: `Run \`backproof show --id ${id}\` to see who holds it and why; \`backproof unhold --id ${id}\` releases it.`,
    });
}
/** What is not deleted as well could never be restored again. */
function refuseNeeded({ entry, catalog }, ids) {
    const going = new Set([entry.id, ...ids, ...catalog.entries.flatMap(({ id, trashed }) => (trashed ? [id] : []))]);
    const because = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_3__/* .basesThatStay */ .Z0)(catalog.entries, going).get(entry.id);
    if (because === undefined)
        return;
    const dependents = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .dependentsOf */ .yk)(entry.id, catalog.entries).filter(({ id, trashed }) => !trashed && !ids.includes(id));
    const all = new Set([...ids, entry.id, ...dependents.slice(0, mostNamed).map(({ id }) => id)]);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is not deleted: ${because}`, {
        hint: `Delete what depends on it, too: \`backproof delete ${[...all].map((id) => `--id ${id}`).join(' ')}\`.`,
    });
}
/** Of a longer chain the next refusal names more. */
const mostNamed = 20;
/** Takes the marks of deletion away, from what the backups build on as well: without it they could not be restored. */
const undelete = (world, options) => mark(world, options, saysBack, async (_, found, places) => {
    const { entry, shelved } = found;
    const { name } = shelved;
    const deleted = await firstIn(places, (place) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readTrashReason */ .RW)(place, name, entry.id, world.signal));
    await removeEverywhere(places, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.trash(name, entry.id), world.signal);
    await mustStay(found, places, world.signal);
    if (!deleted)
        return;
    const was = { at: deleted.trashedAt, by: deleted.by, because: deleted.because?.join('; ') };
    // Last of all: nothing may stand between a backup and what brings it back.
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putUndoing */ .CS)(places, name, entry.id, { verb: 'undelete', ...undoneBy(world, options), was }, world.signal);
}, { also: ({ entry, catalog }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .basesOf */ .cF)(entry, catalog.entries).filter(isMarked) });
const isMarked = ({ trashed, marked, released = [] }) => trashed !== undefined || marked.length + released.length > 0;
const saysBack = ({ entry }) => (isMarked(entry) ? 'brought back' : 'was not deleted');
/**
 * A purge that was under way takes the manifest first, and puts it back where it finds the backup kept: either may come
 * too late.
 */
async function mustStay({ entry, shelved }, places, signal) {
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(shelved.name, entry.id);
    const there = await Promise.all(places.map(({ store }) => store.head(key, signal)));
    const gone = places.filter((_, i) => there[i] === undefined).map(({ name }) => name);
    if (gone.length === 0)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-changed', `${entry.id} was just being removed from ${gone.join(', ')}: its grace period is over`, {
        hint: `Run \`backproof list --source ${shelved.name}\`: it may still exist.`,
    });
}
/** Finds each backup that is named and changes its marks. */
async function mark(world, options, says, body, { before, also } = {}) {
    const ids = options.id ?? [];
    if (ids.length === 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'no backup is named', { hint: 'Name it by its id; `backproof list` shows the ids.' });
    const project = await (0,_project_project_js__WEBPACK_IMPORTED_MODULE_7__/* .openProject */ .U)(world, options);
    await before?.(project);
    const done = new Map();
    for (const id of ids) {
        const found = await (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .findEntry */ .w4)(project, id);
        for (const entry of [...(also?.(found) ?? []), found.entry]) {
            if (done.has(entry.id))
                continue;
            const one = { ...found, entry };
            const places = await holding(project, one, world.signal);
            if (places.length === 0)
                throw justGone(one);
            await body(project, one, places);
            done.set(entry.id, `${entry.id}: ${says(one, project.policy.timezone)}`);
        }
    }
    const changed = [...done.keys()];
    return { json: { version: 1, ids: changed }, text: () => [...done.values()].join('\n'), problems: [], ids: changed };
}
/** A purge has taken it since the catalog was read: nothing is left to be held, deleted or brought back. */
function justGone({ entry, shelved }) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-changed', `${entry.id} was just removed from every store: its grace period is over`, {
        hint: `Run \`backproof list --source ${shelved.name}\` to see which backups there are.`,
    });
}
/** The stores that have the backup's manifest, whole or not, counting or not. Throws if one cannot be asked. */
async function holding(project, { entry, shelved }, signal) {
    const places = await Promise.all(shelved.stores.map((name) => project.place(name)));
    const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.manifest(shelved.name, entry.id);
    const there = await Promise.all(places.map(({ store }) => store.head(key, signal)));
    return places.filter((_, i) => there[i] !== undefined);
}
/** From every place, before the first failure is thrown: what can be taken away is. */
async function removeEverywhere(places, key, signal) {
    for (const outcome of await Promise.allSettled(places.map(({ store }) => store.remove([key], signal))))
        if (outcome.status === 'rejected')
            throw outcome.reason;
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


/***/ })

};
