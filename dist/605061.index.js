export const id = 605061;
export const ids = [605061];
export const modules = {

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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
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
            ? {
                scope: told.scope,
                ...(told.only ? { only: told.only } : {}),
                ...(told.moment ? { moment: told.moment } : {}),
                into: told.into,
                origin: told.origin,
            }
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

/***/ 7121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  show: () => (/* binding */ show)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var secret = __webpack_require__(58182);
// EXTERNAL MODULE: ./command/restore/record/story.js
var story = __webpack_require__(74884);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./command/show/text.js


// More names than a person reads; --json has them all.
const mostNames = 50;
/** Whose names say what a person looks for: until when each is good. */
const listed = 'certificate';
const wasWord = { unhold: 'held', undelete: 'deleted', unack: 'acknowledged' };
const undoneWord = { unhold: 'unheld', undelete: 'undeleted', unack: 'no longer acknowledged' };
/** The same for people. Pure. */
function shownText(shown, timezone) {
    const at = (time) => (0,words/* formatTime */.fU)(time, timezone);
    const { id, engine, source, inPolicy, type, tags, retained, startedAt, finishedAt, held, deleted, origin } = shown;
    const tookMs = Date.parse(finishedAt) - Date.parse(startedAt);
    const kept = [held ? 'held' : '', retained ? 'retained' : ''].filter(Boolean);
    const facts = [
        ['source', `${source} (${engine})${inPolicy ? '' : ', which is not in the policy'}`],
        ['made', `${at(startedAt)}, in ${(0,words/* formatDuration */.a3)(tookMs)}, ${type}`],
        ['tags', tags.join(' ') || '-'],
        ['size', `${(0,words/* sealedSize */.QH)(shown.sealedBytes)}, of ${(0,words/* plainSize */.id)(shown.plainBytes)}`],
        ['kept', kept.join(', ') || 'by the rules of retention'],
        ['standing', standingText(shown)],
        ['origin', text_words(origin)],
        ['versions', text_words(shown.versions)],
        ...(shown.base === undefined ? [] : [['base', `${shown.base}, without which it cannot be restored`]]),
        ...(shown.consistency === 'snapshot' ? [] : [['moment', report/* unlikeSnapshot */.hY[shown.consistency]]]),
        ...(shown.host ? [['host', (0,report/* hostText */.EN)(shown.host)]] : []),
        ...(shown.position ? [['position', `${shown.position.at} of ${shown.position.history}`]] : []),
        ...(held ? [['held', heldText(held, at)]] : []),
        ...(deleted ? [['deleted', deletedText(deleted, id, at)]] : []),
        ...(shown.acknowledged ? [['acknowledged', ackText(shown.acknowledged, at)]] : []),
        ...shown.restores
            .slice(0, mostProofs)
            .map((one) => ['restored', `${one.state.replace('_', ' ')} ${at(one.at)}, ${one.id}`]),
        ...shown.trials.map(({ at: when, image, outcome }) => [
            'trial',
            (0,words/* oneLine */.TN)(`restore on ${image ?? 'an unknown image'} ${outcome} ${at(when)}`, 500),
        ]),
        ...shown.undone.map((one) => [undoneWord[one.verb], undoneText(one, at)]),
    ];
    const parts = shown.parts.map(({ name, bytes, plainBytes, sha256 }) => [
        name,
        (0,words/* formatBytes */.z3)(bytes),
        (0,words/* formatBytes */.z3)(plainBytes),
        sha256.slice(0, 16),
    ]);
    const copies = shown.copies.map(({ store, where, state, proofs }) => [
        store,
        state,
        proofs[0] ? proofText(proofs[0], at) : 'not proven',
        where ?? '-',
    ]);
    return [
        id,
        (0,words/* table */.tp)(facts),
        '',
        (0,words/* table */.tp)([['PART', 'SEALED', 'PLAIN', 'SHA-256'], ...parts]),
        '',
        (0,words/* table */.tp)([['STORE', 'COPY', 'LAST PROOF', 'WHERE'], ...copies.map((row) => row.map((cell) => (0,words/* oneLine */.TN)(cell, 300)))]),
        '',
        ...shown.copies.flatMap((copy) => copyText(copy, at)),
        ...contentsText(shown.contents),
    ].join('\n');
}
function standingText({ standing, foreign, broken }) {
    const why = foreign ?? (broken && `${broken.because}. ${broken.hint}`);
    return why === undefined ? standing : `${standing}: ${(0,words/* oneLine */.TN)(why, 500)}`;
}
const text_words = (record) => (0,words/* oneLine */.TN)(Object.entries(record)
    .map(([name, word]) => `${name} ${word}`)
    .join(', '), 500) || '-';
function heldText({ heldAt, by, because }, at) {
    const reason = because ? `: ${because}` : '';
    return (0,words/* oneLine */.TN)(`${heldAt ? `since ${at(heldAt)} ` : ''}by ${by || 'an unknown user'}${reason}`, 500);
}
const ackText = ({ at: when, by, because }, at) => (0,words/* oneLine */.TN)(`${when ? `${at(when)} ` : ''}by ${by || 'an unknown user'}${because ? `: ${because}` : ''}`, 500);
function undoneText({ verb, at: when, by, because, was }, at) {
    const had = wasWord[verb];
    const who = (detail) => `${detail.by ? ` by ${detail.by}` : ''}${detail.because ? `: ${detail.because}` : ''}`;
    const before = was ? `; it was ${had}${was.at ? ` ${at(was.at)}` : ''}${who(was)}` : '';
    return (0,words/* oneLine */.TN)(`${at(when)} by ${by || 'an unknown user'}${because ? `: ${because}` : ''}${before}`, 800);
}
function deletedText({ at: when, undoUntil, because = [], by }, id, at) {
    const who = by ? ` by ${by}` : '';
    const why = because.length > 0 ? ` (${because.join('; ')})` : '';
    return (0,words/* oneLine */.TN)(`${at(when)}${who}${why}; until ${at(undoUntil)} \`backproof undelete ${id}\` is sure to bring it back`, 800);
}
const proofText = ({ level, outcome, at: when }, at) => `${level} ${outcome} ${at(when)}`;
// A year of daily proofs is not what a person reads; --json has them all.
const mostProofs = 10;
/** What has no room in the table: why a copy is not whole, the earlier proofs, and what each proof found. */
function copyText({ store, message, proofs }, at) {
    const because = message === undefined ? [] : [`  ${(0,words/* oneLine */.TN)(message)}`];
    const proven = proofs.slice(0, mostProofs).flatMap((proof) => [
        `  - ${proofText(proof, at)}`,
        ...proof.findings.flatMap((finding) => [
            // Said above already, where it is why the copy is not whole.
            ...(finding.message === message ? [] : [`    ${(0,report/* level */.Rc)(finding)}: ${(0,words/* oneLine */.TN)(finding.message)}`]),
            ...(finding.hint ? [`    → ${(0,words/* oneLine */.TN)(finding.hint)}`] : []),
        ]),
    ]);
    const rest = proofs.length - mostProofs;
    const more = rest > 0 ? [`  and ${rest} earlier ones; --json lists all`] : [];
    const lines = [...because, ...(because.length > 0 || proofs.length > 1 || proven.length > 1 ? proven : []), ...more];
    return lines.length === 0 ? [] : [`Copy in ${store}:`, ...lines, ''];
}
function contentsText(contents) {
    if ('unknown' in contents)
        return [`Contents: ${contents.unknown}.`];
    const rows = Object.entries(contents.rows);
    const objects = Object.entries(contents.objects).filter(([, names]) => names.length > 0);
    const more = rows.length - mostNames;
    return [
        `Contents, ${(0,words/* sourceSize */.vP)(contents.sizeBytes)}${contents.server ? ` of a server ${contents.server}` : ''}:`,
        (0,words/* table */.tp)(rows.slice(0, mostNames).map(([name, count]) => [`  ${(0,words/* oneLine */.TN)(name, 200)}`, count.toLocaleString('en')])),
        ...(more > 0 ? [`  and ${more.toLocaleString('en')} more; --json lists all`] : []),
        ...(contents.objects[listed] ?? []).slice(0, mostNames).map((name) => `  ${listed} ${(0,words/* oneLine */.TN)(name, 300)}`),
        `  ${objects.map(([kind, names]) => `${kind} ${names.length.toLocaleString('en')}`).join(', ')}`,
    ];
}

;// CONCATENATED MODULE: ./command/show/show.js








/** Everything that the stores say of one backup; its contents where there is a secret key. */
const show = async (world, options) => {
    const [id, ...more] = options.id ?? [];
    if (id === undefined || more.length > 0)
        throw new problem/* Problem */.AF('usage', 'show takes one backup', { hint: 'Name it by its id; `backproof list` shows the ids.' });
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short' });
    const found = await (0,entry/* findEntry */.w4)(project, id);
    const json = await describe(project, found);
    const { timezone } = project.policy;
    return { json, text: () => shownText(json, timezone), problems: (0,entry/* gapsOf */.dc)({ ...found.catalog, damaged: [] }), ids: [id] };
};
async function describe(project, found) {
    const { entry, shelved } = found;
    const { manifest } = entry;
    const copies = await copiesOf(project, found);
    const held = copies.flatMap(({ hold }) => (hold ? [hold] : []));
    const { trashed } = entry;
    const now = project.world.now();
    const broken = (0,catalog_catalog/* brokenChain */.Zm)(entry, now);
    const deleted = copies.find((copy) => copy.deleted)?.deleted;
    return {
        version: 1,
        id: entry.id,
        source: manifest.source,
        inPolicy: project.policy.sources[shelved.name] !== undefined,
        engine: manifest.engine,
        kind: manifest.kind,
        type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
        trigger: manifest.trigger,
        tags: (0,catalog_catalog/* tagsOf */.Fg)(entry),
        retained: manifest.retain,
        standing: (0,catalog_catalog/* standing */.JA)(entry, now),
        ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
        ...(broken ? { broken } : {}),
        startedAt: manifest.startedAt,
        finishedAt: manifest.finishedAt,
        sealedBytes: entry.bytes,
        plainBytes: manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0),
        parts: manifest.parts,
        versions: manifest.versions,
        origin: manifest.origin,
        ...(manifest.base === undefined ? {} : { base: manifest.base }),
        consistency: manifest.consistency,
        ...(manifest.position ? { position: manifest.position } : {}),
        ...(manifest.host ? { host: manifest.host } : {}),
        copies: copies.map(({ hold: _, deleted: __, undoings: ___, trials: ____, ...copy }) => copy),
        held: entry.held ? (held[0] ?? {}) : null,
        deleted: trashed
            ? {
                at: trashed.at.toISOString(),
                undoUntil: trashed.purgeAfter.toISOString(),
                because: deleted?.because,
                by: deleted?.by,
            }
            : null,
        acknowledged: ackOf(found),
        trials: trialsIn(copies),
        undone: undoneIn(copies),
        restores: (await (0,story/* seenRestores */.TD)(project, shelved)).seen
            .filter(({ backup }) => backup === entry.id)
            .map(({ id, state, at }) => ({ id, state, at: at.toISOString() })),
        contents: await contentsOf(project, entry),
    };
}
function ackOf({ entry, catalog }) {
    const ack = catalog.acks?.find(({ id }) => id === entry.id);
    return ack ? { at: ack.at.toISOString(), by: ack.by, because: ack.because } : null;
}
function trialsIn(copies) {
    const all = copies.flatMap(({ trials = [] }) => trials).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }));
    const found = new Map(all.map((one) => [`${one.at} ${one.store}`, one]));
    return [...found.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
}
/** What any of the stores knows, once each, newest first. */
function undoneIn(copies) {
    const all = copies
        .flatMap(({ undoings = [] }) => undoings)
        .map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }));
    const found = new Map(all.map((one) => [`${one.at} ${one.verb}`, one]));
    return [...found.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
}
/** Each store's record of its own copy. A store that cannot be read is named, and does not hide the others. */
async function copiesOf(project, { entry, shelved, catalog }) {
    const { world } = project;
    const unread = new Map(catalog.unread.map(({ store, message }) => [store, message]));
    return Promise.all(shelved.stores.map(async (name) => {
        const unreadable = unread.get(name);
        if (unreadable !== undefined)
            return { store: name, state: 'not read', message: unreadable, proofs: [] };
        const place = await project.place(name);
        const state = stateOf(entry, name);
        const proofs = [];
        for (const proof of entry.proofs) {
            const detail = await (0,catalog_catalog/* readProofDetail */.ug)(place, shelved.name, proof, world.signal);
            // A record stands in every store that has the backup; it speaks of the copy that it names.
            if ((detail?.store ?? proof.store) === name)
                proofs.push(shownProof(proof, detail?.durations));
        }
        const hold = await (0,catalog_catalog/* readHold */.uw)(place, shelved.name, entry.id, world.signal);
        const marked = entry.marked.includes(name) || (entry.released ?? []).includes(name);
        const deleted = marked ? await (0,catalog_catalog/* readTrashReason */.RW)(place, shelved.name, entry.id, world.signal) : undefined;
        const undoings = await (0,catalog_catalog/* readUndoings */.yJ)(place, shelved.name, entry.id, world.signal);
        const trials = await (0,catalog_catalog/* readTrials */.mM)(place, shelved.name, entry.id, world.signal);
        const because = entry.damaged?.find(({ store }) => store === name)?.because;
        const message = because === undefined ? {} : { message: because };
        return { store: name, where: place.store.where, state, ...message, proofs, hold, deleted, undoings, trials };
    }));
}
function stateOf(entry, name) {
    if (entry.damaged?.some(({ store }) => store === name))
        return 'damaged';
    if (entry.marked.includes(name))
        return 'deleted';
    if ((entry.released ?? []).includes(name))
        return 'given up';
    if (entry.copies.includes(name))
        return 'whole';
    return 'missing';
}
function shownProof({ level, outcome, startedAt, findings }, durations = {}) {
    return { level, outcome, at: startedAt.toISOString(), durations, findings };
}
/** Names and counts out of the sealed facts. */
async function contentsOf(project, entry) {
    const { world } = project;
    const [store] = entry.copies;
    if (entry.foreign !== undefined || store === undefined)
        return { unknown: 'no copy of it can be opened' };
    if (!(0,secret/* hasSecretKey */.iH)(world))
        return { unknown: 'names and counts need BACKPROOF_SECRET_KEY' };
    try {
        const place = await project.place(store);
        const key = await (0,verify/* takeKey */.nN)(place, entry.manifest, await project.secretKeys(), world.signal);
        const { facts } = await (0,verify/* openBackup */.Tw)(place, entry.manifest, key, world.signal);
        return contents(facts);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error) || error.code === 'cancelled')
            throw error;
        return { unknown: error.message };
    }
}
const contents = ({ rows, objects, sizeBytes, server }) => ({
    rows,
    objects,
    sizeBytes,
    ...(server ? { server: server.version } : {}),
});


/***/ })

};
