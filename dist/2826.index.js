export const id = 2826;
export const ids = [2826];
export const modules = {

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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
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

/***/ 35178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NE: () => (/* reexport */ blamedOn),
  qN: () => (/* reexport */ checkCommitment),
  QS: () => (/* reexport */ checkCopy),
  UO: () => (/* reexport */ checkPart),
  UD: () => (/* reexport */ compare),
  HP: () => (/* reexport */ compareSize),
  mQ: () => (/* reexport */ countsOf),
  q0: () => (/* reexport */ describe),
  Ze: () => (/* reexport */ drain),
  Zg: () => (/* reexport */ eachPart),
  QC: () => (/* reexport */ encodeFacts),
  vf: () => (/* reexport */ factsPart),
  Tw: () => (/* reexport */ openBackup),
  Fp: () => (/* reexport */ partOpener),
  fe: () => (/* reexport */ readBackup),
  MH: () => (/* reexport */ readFacts),
  bh: () => (/* reexport */ requireFull),
  zo: () => (/* reexport */ smallBytes),
  si: () => (/* reexport */ startCount),
  nN: () => (/* reexport */ takeKey),
  Z: () => (/* reexport */ testRestore),
  D$: () => (/* reexport */ unlessArchived)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/js/bytes/bytes.js + 5 modules
var bytes = __webpack_require__(20248);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 15 modules
var seal = __webpack_require__(50053);
;// CONCATENATED MODULE: ./build/js/verify/check.js





/**
 * The check that needs no key: every object is there with the manifest's size and SHA-256, and the key object reads.
 * Damage becomes findings, so that one answer names all of it; a store that fails throws.
 */
async function checkCopy(place, manifest, signers, signal) {
    const findings = [...(await checkCommitment(place, manifest, signers, signal))];
    for (const part of manifest.parts)
        await tolerate(failIn(findings, part.name), () => checkPart(place, manifest, part, signal));
    return findings;
}
/**
 * The same of what makes a copy count: its own manifest, signature and key object, as the store has them, past every cache.
 * Without them its parts are of no use, however whole they are. `signers`: key texts; empty = it needs no signature.
 */
async function checkCommitment(place, manifest, signers, signal) {
    const { source, id } = manifest;
    const { store } = place;
    const findings = [];
    const fail = failIn(findings, 'manifest.json');
    await tolerate(fail, async () => {
        const name = catalog/* objectName */.Hd.manifest(source, id);
        const where = `${name} in ${store.where}`;
        const bytes = await (0,catalog/* readObject */.Ag)(store, name, signal);
        if (!(0,external_node_util_.isDeepStrictEqual)((0,catalog/* parseManifest */.eE)(bytes, id, where), manifest))
            fail(`${where} is not the manifest that the catalog knows`);
        if (signers.length > 0)
            await tolerate(failIn(findings, 'manifest.sig'), () => checkSignature(place, manifest, bytes, signers, signal));
    });
    await tolerate(failIn(findings, 'keys.json'), async () => void (await readKeys(place, manifest, signal)));
    return findings;
}
async function checkSignature({ store }, { source, id }, manifest, signers, signal) {
    const name = catalog/* objectName */.Hd.signature(source, id);
    const signature = new TextDecoder().decode(await (0,catalog/* readObject */.Ag)(store, name, signal));
    if ((0,seal/* verifySignature */.Od)(manifest, signature.trim(), signers))
        return;
    throw new js_problem/* Problem */.AF('object-damaged', `${name} in ${store.where} is of no signer of the policy, or of another manifest`, {
        hint: otherCopy,
    });
}
const failIn = (findings, object) => (message) => void findings.push({ level: 'failure', blame: 'data', message, object });
const otherCopy = 'Read the copy in another store with --store NAME, and look at the disk or the service of this one.';
/** Throws `object-missing` or `object-damaged` unless the object has the manifest's size and SHA-256. */
async function checkPart(place, { source, id }, part, signal, onBytes) {
    const key = catalog/* objectName */.Hd.data(source, id, part.name);
    const where = `${key} in ${place.store.where}`;
    const digest = new bytes/* Digest */.np({ uploaded: false });
    for await (const chunk of (await place.store.get(key, { signal }))) {
        onBytes?.(chunk.length);
        digest.add(chunk);
        (0,bytes/* releaseChunk */.bW)(chunk);
    }
    if (digest.bytes !== part.bytes)
        throw new js_problem/* Problem */.AF('object-damaged', `${where} has ${digest.bytes} bytes, its manifest says ${part.bytes}`, {
            hint: otherCopy,
        });
    if (digest.hex() !== part.sha256)
        throw new js_problem/* Problem */.AF('object-damaged', `${where} does not match its SHA-256`, { hint: otherCopy });
}
/**
 * Reads data objects; where their storage class keeps them from being read, their sizes must be the manifest's, and this
 * gives false.
 */
async function unlessArchived({ store }, { source, id }, parts, signal, read) {
    try {
        await read();
        return true;
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'object-archived'))
            throw error;
    }
    for (const { name, bytes } of parts) {
        const key = catalog/* objectName */.Hd.data(source, id, name);
        const there = await store.head(key, signal);
        if (there?.bytes === bytes)
            continue;
        const has = there ? `has ${there.bytes} bytes, and ${bytes} were sent` : 'is not there';
        throw new js_problem/* Problem */.AF('object-damaged', `${key} in ${store.where} ${has}`, {
            hint: 'Take the backup again; nothing was committed there.',
        });
    }
    return false;
}
/** The backup's key object; throws `object-damaged` for one that cannot be parsed, or is of another backup. */
async function readKeys({ store }, { source, id }, signal) {
    const name = catalog/* objectName */.Hd.key(source, id);
    const keys = (0,seal/* parseKeyObject */.I9)(await (0,catalog/* readObject */.Ag)(store, name, signal), `the key object ${name} in ${store.where}`);
    if (keys.id === id)
        return keys;
    throw new js_problem/* Problem */.AF('object-damaged', `the key object ${name} in ${store.where} is of ${keys.id}`, {
        hint: 'Fetch the key object from another store.',
    });
}
async function tolerate(fail, body) {
    try {
        await body();
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'object-missing', 'object-damaged', 'manifest-damaged'))
            throw error;
        fail(error.message);
    }
}

// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine = __webpack_require__(25884);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/verify/count.js

/** How far it is to count what was restored, as the rest of a step, and who hears of each table or file. */
function startCount(expected) {
    let done = 0;
    const { noun } = (0,policy/* kindOf */.I)(expected.engine).counts;
    // "/srv/uploads (directories)" is no number of files.
    const counts = Object.entries(expected.rows).filter(([name]) => nounOf(expected, name) === noun);
    const of = counts.reduce((sum, [, count]) => sum + count, 0);
    return {
        far: { done: () => done, of, unit: noun },
        counted: (more) => {
            done += more;
        },
    };
}
/** What the number of this name counts: "/srv/uploads (directories)" counts directories. A table may be called anything. */
function nounOf({ engine }, name) {
    const { noun, of } = (0,policy/* kindOf */.I)(engine).counts;
    return (of === undefined ? / \(([a-z ]+)\)$/.exec(name)?.[1] : undefined) ?? noun;
}

;// CONCATENATED MODULE: ./build/js/verify/compare.js




/**
 * What a restore must have in common with the dump's snapshot: every table with exactly its rows, every object by name.
 * `more`: `kept` where the target held something before, which may still be there. Pure; without a failure, equal.
 */
function compare(expected, restored, more = 'refused') {
    const findings = [];
    const fail = (message) => findings.push({ level: 'failure', blame: 'data', message });
    const surplus = (message) => findings.push({ level: more === 'kept' ? 'note' : 'failure', blame: 'data', message });
    // A policy may agree to an empty database.
    if ((0,engine/* isEmpty */.Im)(expected) && expected.server?.settings['empty'] !== 'allowed')
        fail('the facts of the dump name nothing that a restore could be compared with');
    // Of files a number is of all that is there; a table's rows are replaced with it.
    const tallies = (0,policy/* kindOf */.I)(expected.engine).counts.rule === 'within';
    let larger = false;
    for (const [name, rows] of Object.entries(expected.rows)) {
        const found = Object.hasOwn(restored.rows, name) ? restored.rows[name] : undefined;
        if (found === undefined)
            fail(`${name} is missing`);
        else if (found === rows)
            continue;
        else if (tallies && found > rows) {
            larger = true;
            surplus(`${name} holds ${found}, the dump had ${rows}`);
        }
        else
            fail(`${name} has ${found} ${nounOf(expected, name)}, the dump had ${rows}`);
    }
    for (const name of Object.keys(restored.rows)) {
        if (!Object.hasOwn(expected.rows, name))
            surplus(`${name} is there, but not in the dump`);
    }
    for (const [kind, names] of Object.entries(expected.objects)) {
        // What is there besides changes the digest: the archive's own was compared while it was written.
        if (tallies && kind === 'digest' && larger && more === 'kept')
            continue;
        // Any text may be a kind, `constructor` too.
        const found = new Set(Object.hasOwn(restored.objects, kind) ? restored.objects[kind] : []);
        for (const name of names)
            if (!found.has(name))
                fail(`${kind} ${name} is missing`);
    }
    return findings;
}
/** Differences that only follow from what could not be restored are blamed as that is. Pure. */
function blamedOn(causes, differences) {
    const failed = causes.filter(({ level, about }) => level === 'failure' && about !== undefined);
    const names = failed.flatMap(({ blame, about = [] }) => about.map((name) => ({ blame, name })));
    if (names.length === 0)
        return differences;
    return differences.map((difference) => {
        // "public.post has 0 rows", "index post_title on public.post is missing"
        const subject = difference.message.replace(/ (?:is missing|has \d+ .*)$/s, '').replaceAll('"', '');
        const named = new Set(['*', ...subject.split(/[\s.(]+/)]);
        const cause = names.find(({ name }) => named.has(name.replaceAll('"', '')));
        return cause === undefined ? difference : { ...difference, blame: cause.blame };
    });
}
/** "12 tables, 123,456 rows equal", or for files "200 files, 3 directories equal": what `compare` looked at. */
function describe(facts) {
    const { given } = (0,policy/* kindOf */.I)(facts.engine).counts;
    if (given !== undefined && Object.hasOwn(facts.rows, given))
        return `${(0,words/* formatCounts */.gM)(countsOf(facts))} given to restore, contents not compared`;
    return `${(0,words/* formatCounts */.gM)(countsOf(facts))} equal`;
}
/** What facts count, as people say it: tables and rows, files and directories, keys. */
function countsOf(facts) {
    const counts = Object.entries(facts.rows);
    const sum = (values) => values.reduce((total, [, n]) => total + n, 0);
    const { noun, of } = (0,policy/* kindOf */.I)(facts.engine).counts;
    if (of !== undefined) {
        const [objects = [], tables = []] = [true, false].map((is) => counts.filter(([name]) => (name === largeObjects) === is));
        const also = objects.length === 0 ? [] : [{ noun: largeObjects, count: sum(objects) }];
        return [{ noun: of, count: tables.length }, { noun, count: sum(tables) }, ...also];
    }
    const byNoun = Map.groupBy(counts, ([name]) => nounOf(facts, name));
    return [...byNoun].flatMap(([noun, list]) => (sum(list) > 0 ? [{ noun, count: sum(list) }] : []));
}
/** The name under which facts count what is in no table. */
const largeObjects = 'large objects';
/** Whether a backup's size is reasonable against those before it (sealed bytes, newest first). Pure. */
function compareSize(bytes, before, limits) {
    const recent = before.slice(0, 7).sort((a, b) => a - b);
    const median = recent[Math.floor(recent.length / 2)];
    if (median === undefined || median === 0)
        return undefined;
    const change = bytes / median - 1;
    const percent = `${Math.abs(change * 100).toFixed(0)} %`;
    const finding = (word, limit) => ({
        level: 'failure',
        blame: 'data',
        message: `${bytes} sealed bytes is ${percent} ${word} than the median of the last ${recent.length} backups (${median}); the policy allows ${limit * 100} %`,
        hint: 'If the change is intended, widen verify.size in the policy; otherwise look at what the source lost or gained.',
    });
    if (limits.shrink !== undefined && -change > limits.shrink)
        return finding('smaller', limits.shrink);
    if (limits.grow !== undefined && change > limits.grow)
        return finding('larger', limits.grow);
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/verify/each-part.js
/** A part that is not larger waits for the way to the store and not for its bytes. */
const smallBytes = 1 << 20;
/**
 * Reads every part: small ones all at once, as each is one way to the store and back, large ones one after the other, because
 * each has a buffer. What one of them throws is thrown once all that have begun have ended.
 */
async function eachPart(parts, read) {
    const isSmall = ({ bytes }) => bytes <= smallBytes;
    const largeOnes = async () => {
        for (const part of parts)
            if (!isSmall(part))
                await read(part);
    };
    const outcomes = await Promise.allSettled([...parts.filter(isSmall).map(read), largeOnes()]);
    for (const outcome of outcomes)
        if (outcome.status === 'rejected')
            throw outcome.reason;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
;// CONCATENATED MODULE: ./build/js/verify/excess.js
// The facts of 340,000 tables, which fill the bytes that are allowed, have 1.4 million values in a dozen lists.
const valuesMax = 2_000_000;
const listsMax = 1000;
// Each is a name of its own in a map, of which 340,000 tables have as many.
const namesMax = 500_000;
const [quote, backslash, comma, colon, bracket, brace] = [...'"\\,:[{'].map((sign) => sign.charCodeAt(0));
/**
 * What JSON text holds too much of to be parsed as facts; undefined: nothing. As bytes it may be within its limit, and yet
 * take gigabytes and minutes once every few of them are a list of their own. Pure.
 */
function excessIn(text) {
    let values = 0;
    let lists = 0;
    let names = 0;
    for (let at = 0; at < text.length; at++) {
        const sign = text[at];
        if (sign === quote) {
            for (at++; at < text.length && text[at] !== quote; at++)
                if (text[at] === backslash)
                    at++;
        }
        else if (sign === comma)
            values++;
        else if (sign === colon)
            names++;
        else if (sign === bracket || sign === brace)
            lists++;
        if (values > valuesMax)
            return `${valuesMax.toLocaleString('en')} values`;
        if (names > namesMax)
            return `${namesMax.toLocaleString('en')} names`;
        if (lists > listsMax)
            return `${listsMax.toLocaleString('en')} lists`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/verify/json-bytes.js
/**
 * JSON out of its UTF-8 bytes, value by value. `JSON.parse` wants the whole as one string first, which takes the bytes once
 * more, or twice where one sign is wider than a byte: 64 MiB of such names took 606 MiB with it, and 444 without. Means what
 * `JSON.parse` means, but for depth: a value more than 32 deep is refused. Throws a SyntaxError for what is not JSON. Pure.
 */
function parseJsonBytes(bytes) {
    const reader = new Reader(bytes);
    const value = reader.value(0);
    reader.end();
    return value;
}
const deepest = 32;
const [json_bytes_quote, json_bytes_backslash, json_bytes_comma, json_bytes_colon, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\,:{}[]'].map((sign) => sign.charCodeAt(0));
/** Space, tab, line feed, carriage return. */
const isSpace = (sign) => sign === 0x20 || sign === 0x09 || sign === 0x0a || sign === 0x0d;
class Reader {
    #bytes;
    #at = 0;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    value(depth) {
        if (depth > deepest)
            throw new SyntaxError(`more than ${deepest} levels deep at ${this.#at}`);
        switch (this.#next()) {
            case json_bytes_quote:
                return this.#string();
            case openBrace:
                return this.#object(depth);
            case openBracket:
                return this.#array(depth);
            default:
                return this.#plain();
        }
    }
    end() {
        if (this.#next() !== undefined)
            throw this.#unexpected();
    }
    #object(depth) {
        const found = {};
        this.#at++;
        if (this.#takes(closeBrace))
            return found;
        do {
            if (this.#next() !== json_bytes_quote)
                throw this.#unexpected();
            const name = this.#string();
            this.#must(json_bytes_colon);
            const value = this.value(depth + 1);
            // Assigned, it would be no name but the prototype.
            if (name === '__proto__')
                Object.defineProperty(found, name, { value, enumerable: true, writable: true, configurable: true });
            else
                found[name] = value;
        } while (this.#takes(json_bytes_comma));
        this.#must(closeBrace);
        return found;
    }
    #array(depth) {
        const found = [];
        this.#at++;
        if (this.#takes(closeBracket))
            return found;
        do
            found.push(this.value(depth + 1));
        while (this.#takes(json_bytes_comma));
        this.#must(closeBracket);
        return found;
    }
    #string() {
        const bytes = this.#bytes;
        const start = this.#at;
        let isBare = true;
        let at = start + 1;
        for (; bytes[at] !== json_bytes_quote; at++) {
            const sign = bytes[at];
            if (sign === undefined)
                throw new SyntaxError('unterminated string');
            if (sign === json_bytes_backslash) {
                isBare = false;
                at++;
            }
            else if (sign < 0x20)
                throw new SyntaxError(`a control character in the string at ${start}`);
        }
        this.#at = at + 1;
        return isBare ? bytes.toString('utf8', start + 1, at) : JSON.parse(bytes.toString('utf8', start, at + 1));
    }
    /** A number, true, false or null: up to what cannot be a part of it. */
    #plain() {
        const start = this.#at;
        while (/[-+.0-9A-Za-z]/.test(String.fromCharCode(this.#bytes[this.#at] ?? 0)))
            this.#at++;
        if (this.#at === start)
            throw this.#unexpected();
        return JSON.parse(this.#bytes.toString('latin1', start, this.#at));
    }
    /** The next sign that is not white space; undefined: the end. */
    #next() {
        while (isSpace(this.#bytes[this.#at]))
            this.#at++;
        return this.#bytes[this.#at];
    }
    #takes(sign) {
        const is = this.#next() === sign;
        if (is)
            this.#at++;
        return is;
    }
    #must(sign) {
        if (!this.#takes(sign))
            throw this.#unexpected();
    }
    #unexpected() {
        const sign = this.#bytes[this.#at];
        return new SyntaxError(sign === undefined ? 'unexpected end' : `unexpected ${JSON.stringify(String.fromCharCode(sign))} at ${this.#at}`);
    }
}

;// CONCATENATED MODULE: ./build/js/verify/read.js










/** The name of the part that holds what a restore is compared with. */
const factsPart = 'facts.json';
// Of 340,000 tables, each with its sequence and index; 100,000 with the longest names that there are take 30 MiB. To open that
// much takes a process 512 MiB at most, whatever fills it (measured: 320 to 410, of which 105 are those of any).
const factsMaxBytes = 48 * 1024 * 1024;
/** Takes the data key out of the backup's key object; throws `key-wrong` if no secret key fits. */
async function takeKey(place, manifest, secrets, signal) {
    return (0,seal/* unboxDataKey */._n)(await readKeys(place, manifest, signal), secrets);
}
/** What has changed since another backup is no backup by itself. Throws `tool-version`: nothing of this version makes one. */
function requireFull({ id, kind, base }) {
    if (kind === 'full')
        return;
    throw new js_problem/* Problem */.AF('tool-version', `${id} is an increment on ${base}, and this version restores full backups only`, {
        hint: 'Use the version of backproof that made it; `restore --raw DIR` writes its decrypted parts.',
    });
}
/** Opens a backup's copy in one store: its facts are read at once, other parts when asked for. */
async function openBackup(place, manifest, key, signal) {
    const { parts } = manifest;
    const whole = new Set();
    let readBytes = 0;
    const onBytes = (bytes) => {
        readBytes += bytes;
    };
    const open = partOpener(place, manifest, key, signal, { onBytes, onWhole: (name) => whole.add(name) });
    const facts = await readFacts(open, manifest);
    const rest = parts.filter(({ name }) => name !== factsPart);
    const sealedBytes = rest.reduce((sum, { bytes }) => sum + bytes, 0);
    const before = readBytes;
    return { facts, parts: rest.map(({ name }) => name), open, whole, sealedBytes, readBytes: () => readBytes - before };
}
/** Opens the parts of a copy one by one, each as it is asked for. */
function partOpener({ store }, { source, id, parts }, key, signal, { justSealed, onBytes, onWhole } = {}) {
    return async (name) => {
        const part = parts.find((p) => p.name === name);
        if (!part)
            throw new js_problem/* Problem */.AF('object-missing', `${id} has no part ${name}`, {
                hint: `It has ${parts.map((p) => p.name).join(', ')}.`,
            });
        const sealed = await store.get(catalog/* objectName */.Hd.data(source, id, name), { signal });
        const expect = justSealed?.get(name) ?? part;
        const plain = (0,seal/* open */.ho)(sealed, {
            key,
            id,
            part: name,
            compression: part.compression,
            where: store.where,
            expect,
            signal,
            spent: bytes/* releaseChunk */.bW,
            ...(onBytes ? { onBytes } : {}),
        });
        if (onWhole)
            plain.once('end', () => onWhole(name));
        return plain;
    };
}
/** What the facts of a copy say; reads that part to its end. */
async function readFacts(openPart, { id, parts }) {
    // What the manifest says of their size, so that they are held once; what comes beyond it errors the stream.
    const said = parts.find(({ name }) => name === factsPart)?.plainBytes ?? 0;
    if (said > factsMaxBytes)
        throw tooLarge(id);
    const whole = Buffer.allocUnsafeSlow(Math.max(0, said));
    let bytes = 0;
    for await (const chunk of (await openPart(factsPart))) {
        if (bytes + chunk.length > whole.length)
            throw tooLarge(id, 'is larger than its manifest says');
        bytes += chunk.copy(whole, bytes);
    }
    const text = whole.subarray(0, bytes);
    const excess = excessIn(text);
    if (excess !== undefined)
        throw tooLarge(id, `holds more than ${excess}`);
    return parseFacts(text, id);
}
const tooLarge = (id, because = `is larger than ${factsMaxBytes} bytes`) => new js_problem/* Problem */.AF('object-damaged', `${factsPart} of ${id} ${because}`, {
    hint: 'Nothing is restored by it; `backproof restore ID --raw DIR` writes the decrypted parts as they are.',
});
/** Ends at the first value that is not one: millions of mistakes must not become millions of findings. */
const recordOf = (is) => schemas/* custom */.IeY((value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(is), 'it is not a map of the promised kind');
const isCount = (value) => typeof value === 'number';
const isNames = (value) => Array.isArray(value) && value.every((name) => typeof name === 'string');
const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    engine: schemas/* enum */.k5n(policy/* engineNames */.Ry),
    server: schemas/* object */.Ikc({ version: schemas/* string */.YjP(), major: schemas/* int */.Whr().min(1).max(999), settings: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()) })
        .optional(),
    sizeBytes: schemas/* number */.aig(),
    rows: recordOf(isCount),
    objects: recordOf(isNames),
});
/** Whoever knows a recipient can seal anything: what was opened is not trusted either. */
function parseFacts(text, id) {
    const damaged = (why, cause) => new js_problem/* Problem */.AF('object-damaged', `${factsPart} of ${id} cannot be parsed: ${why}`, {
        hint: 'A newer version of this program may have made it.',
        cause,
    });
    const read = (0,bytes/* readJson */.Vh)(text, schema, { parse: () => parseJsonBytes(text) });
    if ('misread' in read) {
        const { wrong, because, cause } = read.misread;
        throw damaged(wrong === 'shape' ? because : `it ${because}`, cause);
    }
    return { ...read.value, server: read.value.server };
}
/** Reads an opened part to its end and forgets it; errors as the stream does. */
async function drain(part) {
    for await (const chunk of part)
        (0,bytes/* release */._r)(chunk);
}
/**
 * Every byte downloads, opens and matches its digest; the archive's own table of contents reads; what must be in it is.
 * `contents`: of this backup, by its engine.
 */
async function readBackup(backup, contents, assertions) {
    const required = assertions.flatMap((one) => one.kind === 'required' ? one.names.map((wanted) => ({ wanted, assertion: one.name })) : []);
    const { names, missing } = await contents(required.map(({ wanted }) => wanted));
    for (const part of backup.parts)
        if (!backup.whole.has(part))
            await drain(await backup.open(part));
    if (names.length === 0)
        return [{ level: 'failure', blame: 'data', message: 'the archive’s table of contents is empty' }];
    const lacking = required.filter(({ wanted }) => missing.includes(wanted));
    return lacking.map(({ wanted, assertion }) => {
        return { level: 'failure', blame: 'data', message: `${assertion}: nothing in the backup matches ${wanted}` };
    });
}
/** A stream of one value: facts as a part. */
function encodeFacts(facts) {
    return external_node_stream_.Readable.from([Buffer.from(`${JSON.stringify(facts)}\n`)]);
}

;// CONCATENATED MODULE: ./build/js/verify/restore-test.js
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
 * Restores a backup into a throw-away server or folder, compares it with the facts of its own snapshot, runs the
 * assertions, and removes everything, whatever happened. Throws where the store failed: that says nothing of the backup.
 */
async function testRestore(backup, engine, assertions, { id, image, source, bench, monotonicMs, progress, signal }) {
    const durations = {};
    const timed = async (step, body, more = {}) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const startedAt = monotonicMs();
            const _ = __addDisposableResource(env_2, progress({ what: `${id}: ${phases[step] ?? step}`, ...more }), false);
            try {
                return await body();
            }
            finally {
                durations[step] = Math.round(monotonicMs() - startedAt);
            }
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            __disposeResources(env_2);
        }
    };
    const findings = [];
    let compared = '';
    let broke = false;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const target = __addDisposableResource(env_1, await timed('start', () => engine.sandbox(backup.facts, image, bench, signal, source)), true);
            const far = { done: backup.readBytes, of: backup.sealedBytes, unit: 'sealed' };
            const whole = { overwrite: false, only: [] };
            findings.push(...(await timed('restore', () => target.restore(backup, whole), far)).findings);
            const { far: counting, counted } = startCount(backup.facts);
            const restored = await timed('compare', () => target.facts(backup.facts, counted), counting);
            const differences = blamedOn(findings, compare(backup.facts, restored));
            findings.push(...differences);
            compared =
                differences.length === 0
                    ? describe(backup.facts)
                    : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`;
            await timed('assert', async () => {
                for (const assertion of assertions) {
                    const finding = await target.check(assertion);
                    if (finding)
                        findings.push(finding);
                }
            });
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (thrown) {
        const error = firstOf(thrown);
        if (!(0,js_problem/* isFailure */.N6)(error) || error.code.startsWith('store-'))
            throw error;
        broke = error.code === 'object-damaged' || error.code === 'object-missing';
        findings.push(blame(error));
    }
    return { findings: findings.map(({ about: _, ...finding }) => finding), durations, compared, broke };
}
/** The steps, as a person reads them. */
const phases = {
    start: 'starting a throw-away server',
    restore: 'restoring, as a proof',
    compare: 'comparing with the facts of the dump',
    assert: 'checking the assertions',
};
/** Of an error on the way out, what was thrown first: the server that is gone, not that it cannot be removed. */
function firstOf(thrown) {
    if (!(thrown instanceof SuppressedError))
        return thrown;
    const first = firstOf(thrown.suppressed);
    (0,js_problem/* noteAlso */.Gv)(first, thrown.error);
    return first;
}
// An engine says of a program that refused the backup itself that the restore failed. One that just failed was killed, lost
// its server, or could not be started.
const environmental = ['sandbox-failed', 'tool-failed', 'tool-missing', 'tool-version'];
// errno(3) of a disk that has no room, takes nothing, or fails; no archive brings these about.
const ofTheDisk = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'];
/** True for what the machine refused. Its word is in the message: what only went wrong on the way out is not. */
function isOfTheDisk({ message, cause, ofMachine }) {
    if (ofMachine)
        return true;
    const code = cause instanceof Error && cause.code;
    return typeof code === 'string' && ofTheDisk.includes(code) && message.includes(code);
}
/** The failure of a step as a finding: whose fault it is decides what a person does next. */
function blame(problem) {
    const { message, code } = problem;
    const disk = isOfTheDisk(problem);
    // The target of a test is a place of this program's own, which nobody can name otherwise.
    const isElsewhere = problem.ofMachine && problem.hint !== js_problem/* remedy */.zL.target;
    const hint = disk && code === 'restore-failed' && !isElsewhere ? room : problem.hint;
    const fault = disk || environmental.includes(code) ? 'env' : code === 'policy-invalid' ? 'policy' : 'data';
    return { level: 'failure', blame: fault, message, ...(hint ? { hint } : {}) };
}
const room = 'Set TMPDIR to a writable directory with free space.';

;// CONCATENATED MODULE: ./build/js/verify/verify.js
/** Proof that a backup restores: check (no key), read (secret key), restore (secret key and a throw-away server). */








/***/ })

};
