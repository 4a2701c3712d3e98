export const id = 6955;
export const ids = [6955];
export const modules = {

/***/ 56955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  show: () => (/* binding */ show)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog_catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 8 modules
var verify = __webpack_require__(35178);
// EXTERNAL MODULE: ./build/js/command/project/entry.js
var entry = __webpack_require__(82826);
// EXTERNAL MODULE: ./build/js/command/project/project.js + 4 modules
var project_project = __webpack_require__(59452);
// EXTERNAL MODULE: ./build/js/command/project/secret.js + 1 modules
var secret = __webpack_require__(70964);
// EXTERNAL MODULE: ./build/js/report/report.js + 18 modules
var report = __webpack_require__(69581);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/command/show/text.js


// More names than a person reads; --json has them all.
const mostNames = 50;
/** Whose names say what a person looks for: until when each is good. */
const listed = 'certificate';
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
        ...shown.undone.map((one) => [one.verb === 'unhold' ? 'unheld' : 'undeleted', undoneText(one, at)]),
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
function undoneText({ verb, at: when, by, because, was }, at) {
    const had = verb === 'unhold' ? 'held' : 'deleted';
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

;// CONCATENATED MODULE: ./build/js/command/show/show.js







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
        copies: copies.map(({ hold: _, deleted: __, undoings: ___, ...copy }) => copy),
        held: entry.held ? (held[0] ?? {}) : null,
        deleted: trashed
            ? {
                at: trashed.at.toISOString(),
                undoUntil: trashed.purgeAfter.toISOString(),
                because: deleted?.because,
                by: deleted?.by,
            }
            : null,
        undone: undoneIn(copies),
        contents: await contentsOf(project, entry),
    };
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
        const because = entry.damaged?.find(({ store }) => store === name)?.because;
        const message = because === undefined ? {} : { message: because };
        return { store: name, where: place.store.where, state, ...message, proofs, hold, deleted, undoings };
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
