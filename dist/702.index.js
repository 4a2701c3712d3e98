export const id = 702;
export const ids = [702];
export const modules = {

/***/ 6900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7496);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8037);




/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `restorable list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || entry.copies.length === 0)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has a whole copy of it; `restorable list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `restorable list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${known.slice(0, 10).join(', ')}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id names one backup already.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that does not read. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, hint ? { hint } : {})),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message)),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that counts, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, at) {
    const good = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed && entry.copies.length > 0);
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${at.toISOString()} or before` : ''}`), {
        hint: oldest
            ? `The oldest is of ${oldest.manifest.startedAt}.`
            : deleted
                ? `Its backups are deleted: \`restorable undelete --id ${deleted.id}\` brings one back.`
                : (catalog.unread[0]?.hint ?? `Type \`restorable backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is not restored, nor proven. `restorable list` shows those that count.',
        });
    }
    const name = store === undefined ? entry.copies[0] : entry.copies.find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no whole copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 7702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restore: () => (/* binding */ restore)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5606);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7818);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6900);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8037);







/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
const restore = async (world, options) => {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_6__/* .openProject */ .U8)(world, options);
    const { entry, shelved } = await choose(project, options);
    const { manifest } = entry;
    const engine = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .k)(manifest.engine);
    const target = parseTarget(world, manifest.engine, options.into);
    const source = project.policy.sources[shelved.name];
    refuseStore(project, target);
    const overwrite = refuse(engine, source, target, options.overwrite, world.cwd);
    const place = await project.place((0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .requireCopy */ .Ri)(entry, options.store));
    const key = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), world.signal);
    const began = world.monotonicMs();
    const backup = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .openBackup */ .Tw)(place, manifest, key, world.signal);
    const runtime = await findPrograms(project, asSource(source, manifest, target));
    const only = options.only ?? [];
    const findings = await world.log.group(`restore ${entry.id} from ${place.name}`, () => engine.restore(backup, target, runtime, { signal: world.signal, overwrite, only }));
    const restoredMs = Math.round(world.monotonicMs() - began);
    const whole = only.length === 0;
    const compared = whole
        ? (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .compare */ .UD)(backup.facts, await engine.facts(target, backup.facts, runtime, world.signal), overwrite ? 'kept' : 'refused')
        : [];
    const differences = compared.filter(({ level }) => level === 'failure');
    const notes = [...findings, ...compared.filter(({ level }) => level !== 'failure')];
    const durationMs = Math.round(world.monotonicMs() - began);
    const plainBytes = manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0);
    const said = !whole
        ? 'a part of it, not compared'
        : differences.length === 0
            ? (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(backup.facts)
            : `${differences.length} differences`;
    const json = {
        version: 1,
        id: entry.id,
        store: place.name,
        into: where(target),
        durationMs,
        durations: { restore: restoredMs, compare: durationMs - restoredMs },
        plainBytes,
        compared: said,
        findings: [...notes, ...differences],
    };
    const problems = differences
        .slice(0, 20)
        .map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('restore-failed', `${entry.id} is restored, but differs from its dump: ${message}`));
    const text = () => [
        `restored ${entry.id} from ${place.name} into ${where(target)}`,
        `${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(plainBytes)} in ${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(durationMs)}; ${said}`,
        ...notes.map(({ level, message }) => `${level}: ${message}`),
    ].join('\n');
    return { json, text, problems, ids: [entry.id] };
};
async function choose(project, options) {
    const [id, ...more] = options.id ?? [];
    if (id !== undefined && more.length === 0) {
        if (options.at !== undefined)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'restore takes --id or --at, not both', { hint: 'An id names one backup already.' });
        const found = await (0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .findEntry */ .w4)(project, id);
        (0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .requireSource */ .nH)(found, options.source);
        return found;
    }
    const [source, ...others] = project.sources;
    if (id !== undefined || !source || others.length > 0) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'restore takes one backup', {
            hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
        });
    }
    const at = options.at === undefined ? undefined : (0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .parseAt */ .Ze)(options.at, project.policy);
    const catalog = await project.catalog(source);
    // What does not show may be newer than what is chosen.
    for (const { message } of [...catalog.unread, ...catalog.damaged])
        project.world.log.warning(message);
    const now = project.world.now();
    for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
        project.world.log.warning(`${id} is dated in the future, and left out: restore it with --id ${id}`);
    return { catalog, entry: (0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .newestEntry */ .xm)(catalog, at ?? now), shelved: source };
}
/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
function parseTarget(world, engine, into) {
    if (!into)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'restore needs a target', { hint: 'Say --into URL, or --into FOLDER.' });
    const text = into.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name) => {
        const value = world.env[name];
        if (!value)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('secret-missing', `--into names ${name}, which is not set`, {
                hint: `Type export ${name}=... first.`,
            });
        return value;
    });
    if (engine !== 'postgres') {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, text);
        return engine === 'files' ? { kind: 'directory', path } : { kind: 'file', path };
    }
    if (!URL.canParse(text)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', '--into is not a database URL', {
            hint: 'It looks like postgres://user@host:5432/database.',
        });
    }
    const { password, searchParams } = new URL(text);
    const passwords = [password, searchParams.get('password') ?? ''].filter((one) => one !== '');
    for (const secret of passwords.length > 0 ? [...passwords, text] : [])
        world.mask(secret);
    if (hasPassword(into) && world.arguments.some((said) => said.includes(into))) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', '--into has a password in it, and other users of this machine can read arguments', {
            hint: "Put the URL into a variable and write --into '${RESTORE_URL}'.",
        });
    }
    return { kind: 'database', url: text };
}
/** A password as it was typed, beside what is taken from the environment. */
function hasPassword(into) {
    const user = /^[a-z]+:\/\/[^@/?]*?:([^@]*)@/i.exec(into)?.[1] ?? '';
    const parameter = /[?&]password=([^&]*)/i.exec(into)?.[1] ?? '';
    return `${user}${parameter}`.replace(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/g, '') !== '';
}
/** Never among the backups: what is restored there would be swept, listed, or in the way of the next one. */
function refuseStore({ policy, world }, target) {
    if (target.kind === 'database')
        return;
    for (const [name, store] of Object.entries(policy.stores)) {
        if (store.kind !== 'directory')
            continue;
        const way = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path), target.path);
        if (way === '..' || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(way))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('target-refused', `${target.path} is in the store ${name}`, {
            hint: 'Restore into another folder.',
        });
    }
}
/** Never into the source itself, unless --overwrite names it; gives whether the target may be replaced. */
function refuse(engine, source, target, overwrite, cwd) {
    const name = nameOf(target);
    const meant = overwrite !== undefined && (overwrite === name || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, overwrite) === name);
    if (overwrite !== undefined && !meant) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('target-refused', `--overwrite names ${overwrite}, but the target is ${name}`, {
            hint: `Type --overwrite ${name}, if it is meant.`,
        });
    }
    if (source && source.engine === engine.name && !meant && engine.isSource(source, target)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('target-refused', `${where(target)} is the source ${source.name} itself`, {
            hint: `Restore into a new target; to replace the source, type --overwrite ${name}.`,
        });
    }
    return meant;
}
function nameOf(target) {
    return target.kind === 'database' ? decodeURIComponent(new URL(target.url).pathname.slice(1)) : target.path;
}
/** For messages: never with the password. */
function where(target) {
    if (target.kind !== 'database')
        return target.path;
    const { protocol, host, pathname } = new URL(target.url);
    return `${protocol}//${host}${pathname}`;
}
/** Those of the source's service container, where that is there: what is restored may be all that is left of it. */
async function findPrograms({ runtime, world }, target) {
    try {
        return await runtime(target, world.signal);
    }
    catch (error) {
        if (target.tools.kind !== 'service' || !(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'tool-missing'))
            throw error;
        return await runtime({ ...target, tools: { kind: 'auto' } }, world.signal);
    }
}
/** The target as a source, so that the programs are found that fit its server. */
function asSource(source, manifest, target) {
    const base = source ?? { name: manifest.source, tools: { kind: 'auto' }, stores: [] };
    if (target.kind !== 'database')
        return { ...base, engine: manifest.engine };
    const url = { template: '--into', reveal: () => target.url, toJSON: () => '--into' };
    return { ...base, engine: 'postgres', url };
}


/***/ }),

/***/ 7818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  QS: () => (/* reexport */ checkCopy),
  UO: () => (/* reexport */ checkPart),
  UD: () => (/* reexport */ compare),
  HP: () => (/* reexport */ compareSize),
  q0: () => (/* reexport */ describe),
  Ze: () => (/* reexport */ drain),
  QC: () => (/* reexport */ encodeFacts),
  vf: () => (/* reexport */ factsPart),
  Tw: () => (/* reexport */ openBackup),
  fe: () => (/* reexport */ readBackup),
  nN: () => (/* reexport */ takeKey),
  Z: () => (/* reexport */ testRestore)
});

;// CONCATENATED MODULE: ./build/js/verify/compare.js
/**
 * What a restore must have in common with the dump's snapshot: every table with exactly its rows, every object by name.
 * `more`: `kept` where the target held something before, which may still be there. Pure; without a failure, equal.
 */
function compare(expected, restored, more = 'refused') {
    const findings = [];
    const fail = (message) => findings.push({ level: 'failure', blame: 'data', message });
    const surplus = (message) => findings.push({ level: more === 'kept' ? 'note' : 'failure', blame: 'data', message });
    if (Object.keys(expected.rows).length === 0 && Object.entries(expected.objects).every(saysNothing))
        fail('the facts of the dump name nothing that a restore could be compared with');
    // Of files a number is of all that is there; a table's rows are replaced with it.
    const tallies = expected.engine === 'files';
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
            fail(`${name} has ${found} ${tallies ? 'entries' : 'rows'}, the dump had ${rows}`);
    }
    for (const name of Object.keys(restored.rows)) {
        if (!Object.hasOwn(expected.rows, name))
            surplus(`${name} is there, but not in the dump`);
    }
    for (const [kind, names] of Object.entries(expected.objects)) {
        // What is there besides changes the digest: the archive's own was compared while it was written.
        if (tallies && kind === 'digest' && larger && more === 'kept')
            continue;
        const found = new Set(restored.objects[kind] ?? []);
        for (const name of names)
            if (!found.has(name))
                fail(`${kind} ${name} is missing`);
    }
    return findings;
}
// What every database has, or what is nothing by itself.
const bare = ['schema', 'extension', 'role', 'setting'];
function saysNothing([kind, names]) {
    return bare.includes(kind) || names.length === 0;
}
/** "12 tables, 123,456 rows equal", or for files "200 files, 3 directories equal": what `compare` looked at. */
function describe(facts) {
    const counts = Object.entries(facts.rows);
    const sum = (values) => values.reduce((total, [, n]) => total + n, 0);
    const say = (n, nouns) => `${n.toLocaleString('en')} ${n === 1 ? (singular[nouns] ?? nouns) : nouns}`;
    if (facts.engine !== 'files')
        return `${say(counts.length, 'tables')}, ${say(sum(counts), 'rows')} equal`;
    // Counts of files are named "<root>", "<root> (directories)" ...: the nouns say what was counted.
    const byNoun = Map.groupBy(counts, ([name]) => / \(([a-z ]+)\)$/.exec(name)?.[1] ?? 'files');
    const shown = [...byNoun].flatMap(([noun, list]) => (sum(list) > 0 ? [say(sum(list), noun)] : []));
    return `${shown.join(', ')} equal`;
}
const singular = {
    tables: 'table',
    rows: 'row',
    files: 'file',
    directories: 'directory',
    'symbolic links': 'symbolic link',
    'hard links': 'hard link',
};
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
        message: `${bytes} bytes is ${percent} ${word} than the median of the last ${recent.length} backups (${median}); the policy allows ${limit * 100} %`,
        hint: 'If the change is meant, widen verify.size in the policy; otherwise look at what the source lost or gained.',
    });
    if (limits.shrink !== undefined && -change > limits.shrink)
        return finding('smaller', limits.shrink);
    if (limits.grow !== undefined && change > limits.grow)
        return finding('larger', limits.grow);
    return undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 11 modules
var catalog = __webpack_require__(7496);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
;// CONCATENATED MODULE: ./build/js/verify/read.js







/** The name of the part that holds what a restore is compared with. */
const factsPart = 'facts.json';
const factsMaxBytes = 256 * 1024 * 1024;
/** Takes the data key out of the backup's key object; throws `key-wrong` if no secret key fits. */
async function takeKey(place, manifest, secrets, signal) {
    return (0,seal/* unboxDataKey */._n)(await readKeys(place, manifest, signal), secrets);
}
/** The backup's key object; throws `object-damaged` for one that does not read, or is of another backup. */
async function readKeys({ store }, { source, id }, signal) {
    const name = catalog/* objectName */.Hd.key(source, id);
    const keys = (0,seal/* parseKeyObject */.I9)(await (0,catalog/* readObject */.Ag)(store, name, signal), `the key object ${name} in ${store.where}`);
    if (keys.id === id)
        return keys;
    throw new problem/* Problem */.AF('object-damaged', `the key object ${name} in ${store.where} is of ${keys.id}`, {
        hint: 'Fetch the key object from another store.',
    });
}
/**
 * Opens a backup's copy in one store: its facts are read at once, other parts when asked for. `justSealed` has, by name,
 * what is known of parts that this run has sealed.
 */
async function openBackup(place, manifest, key, signal, justSealed) {
    const { source, id, parts } = manifest;
    const whole = new Set();
    const openPart = async (name) => {
        const part = parts.find((p) => p.name === name);
        if (!part)
            throw new problem/* Problem */.AF('object-missing', `${id} has no part ${name}`, {
                hint: `It has ${parts.map((p) => p.name).join(', ')}.`,
            });
        const sealed = await place.store.get(catalog/* objectName */.Hd.data(source, id, name), { signal });
        const { where } = place.store;
        const expect = justSealed?.get(name) ?? part;
        const plain = (0,seal/* open */.ho)(sealed, { key, id, part: name, compression: part.compression, where, expect, signal });
        plain.once('end', () => whole.add(name));
        return plain;
    };
    const facts = await readFacts(openPart, id);
    return { facts, parts: parts.map((p) => p.name).filter((name) => name !== factsPart), open: openPart, whole };
}
async function readFacts(openPart, id) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of await openPart(factsPart)) {
        bytes += chunk.length;
        if (bytes > factsMaxBytes)
            throw new problem/* Problem */.AF('object-damaged', `${factsPart} of ${id} is larger than ${factsMaxBytes} bytes`);
        chunks.push(chunk);
    }
    return parseFacts(Buffer.concat(chunks).toString('utf8'), id);
}
const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    engine: schemas/* enum */.k5n(['postgres', 'sqlite', 'files']),
    server: schemas/* object */.Ikc({ version: schemas/* string */.YjP(), major: schemas/* int */.Whr().min(1).max(999), settings: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()) })
        .optional(),
    sizeBytes: schemas/* number */.aig(),
    rows: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()),
    objects: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())),
});
/** Whoever knows a recipient can seal anything: what was opened is not trusted either. */
function parseFacts(text, id) {
    const damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `${factsPart} of ${id} does not read: ${why}`, {
        hint: 'A newer version of this program may have made it.',
        cause,
    });
    let json;
    try {
        json = JSON.parse(text);
    }
    catch (cause) {
        throw damaged('it is no JSON', cause);
    }
    const parsed = schema.safeParse(json);
    const issue = parsed.error?.issues[0];
    if (!parsed.success)
        throw damaged(`${issue?.path.join('.')}: ${issue?.message}`);
    return { ...parsed.data, server: parsed.data.server };
}
/** Reads a stream to its end and forgets it; errors as the stream does. */
async function drain(stream) {
    for await (const _ of stream)
        ;
}
/** Every byte downloads, opens and matches its digest; the archive's own table of contents reads; what must be in it is. */
async function readBackup(backup, engine, runtime, assertions, signal) {
    const files = assertions.flatMap((assertion) => assertion.kind === 'files' ? assertion.files.map((pattern) => ({ pattern, name: assertion.name })) : []);
    const patterns = files.map(({ pattern }) => pattern);
    const { names, missing } = await engine.contents(backup, runtime, signal, patterns);
    for (const part of backup.parts)
        if (!backup.whole.has(part))
            await drain(await backup.open(part));
    if (names.length === 0)
        return [{ level: 'failure', blame: 'data', message: 'the archive’s table of contents is empty' }];
    const lacking = files.filter(({ pattern }) => missing.includes(pattern));
    const without = lacking.map(({ name, pattern }) => {
        return { level: 'failure', blame: 'data', message: `${name}: nothing in the backup matches ${pattern}` };
    });
    return [...without, ...requireTables(backup.facts, assertions)];
}
function requireTables(facts, assertions) {
    const there = new Set(tableNames(facts));
    const has = (table) => there.has(table) || there.has(table.replaceAll('"', ''));
    return assertions.flatMap((assertion) => assertion.kind !== 'tables'
        ? []
        : assertion.tables
            .filter((table) => !has(table))
            .map((table) => ({
            level: 'failure',
            blame: 'data',
            message: `${assertion.name}: table ${table} is not in the backup`,
        })));
}
/** What an assertion may call a table: the same here as in a restored database. */
function tableNames({ engine, objects }) {
    if (engine !== 'postgres')
        return ['table', 'view'].flatMap((kind) => objects[kind] ?? []);
    const names = ['table', 'partitioned table', 'foreign table'].flatMap((kind) => objects[kind] ?? []);
    return names.flatMap((name) => {
        const parts = name.match(/"(?:[^"]|"")*"|[^".]+/g) ?? [];
        const [schema = '', table = ''] = parts.map((part) => part.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'));
        return [table, `${schema}.${table}`];
    });
}
/**
 * The check that needs no key: every object is there with the manifest's size and SHA-256, and the key object reads.
 * Damage becomes findings, so that one answer names all of it; a store that fails throws.
 */
async function checkCopy(place, manifest, signal) {
    const { source, id } = manifest;
    const findings = [];
    const fail = (message) => findings.push({ level: 'failure', blame: 'data', message });
    // From the store, not from the catalog's cache.
    await tolerate(fail, async () => {
        const name = catalog/* objectName */.Hd.manifest(source, id);
        const where = `${name} in ${place.store.where}`;
        const there = (0,catalog/* parseManifest */.Ng)(await (0,catalog/* readObject */.Ag)(place.store, name, signal), id, where);
        if (!(0,external_node_util_.isDeepStrictEqual)(there, manifest))
            fail(`${where} is not the manifest that the catalog knows`);
    });
    await tolerate(fail, async () => void (await readKeys(place, manifest, signal)));
    for (const part of manifest.parts)
        await tolerate(fail, () => checkPart(place, manifest, part, signal));
    return findings;
}
/** Throws `object-missing` or `object-damaged` unless the object has the manifest's size and SHA-256. */
async function checkPart(place, { source, id }, part, signal) {
    const key = catalog/* objectName */.Hd.data(source, id, part.name);
    const where = `${key} in ${place.store.where}`;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    for await (const chunk of await place.store.get(key, { signal })) {
        bytes += chunk.length;
        hash.update(chunk);
    }
    if (bytes !== part.bytes)
        throw new problem/* Problem */.AF('object-damaged', `${where} has ${bytes} bytes, its manifest says ${part.bytes}`);
    if (hash.digest('hex') !== part.sha256)
        throw new problem/* Problem */.AF('object-damaged', `${where} does not match its SHA-256`);
}
async function tolerate(fail, body) {
    try {
        await body();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'object-missing', 'object-damaged', 'manifest-damaged'))
            throw error;
        fail(error.message);
    }
}
/** A stream of one value: facts as a part. */
function encodeFacts(facts) {
    return external_node_stream_.Readable.from([Buffer.from(`${JSON.stringify(facts)}\n`)]);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime = __webpack_require__(669);
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
 * assertions, and removes everything, whatever happened.
 */
async function testRestore(backup, engine, assertions, bench) {
    const durations = {};
    const timed = async (step, body) => {
        const startedAt = bench.monotonicMs();
        try {
            return await body();
        }
        finally {
            durations[step] = Math.round(bench.monotonicMs() - startedAt);
        }
    };
    const findings = [];
    let compared = '';
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const place = __addDisposableResource(env_1, await timed('start', () => openPlace(backup, engine, bench)), true);
            const { target, runtime } = place;
            const options = { signal: bench.signal, overwrite: false, only: [], sandboxed: true };
            findings.push(...(await timed('restore', () => engine.restore(backup, target, runtime, options))));
            const restored = await timed('compare', () => engine.facts(target, backup.facts, runtime, bench.signal));
            const differences = compare(backup.facts, restored);
            findings.push(...differences);
            compared = differences.length === 0 ? describe(backup.facts) : `${differences.length} differences`;
            await timed('assert', async () => {
                for (const assertion of assertions) {
                    const finding = await engine.check(assertion, target, runtime, bench.signal);
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
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error) || error.code === 'cancelled')
            throw error;
        findings.push(blame(error));
    }
    return { findings, durations, compared };
}
async function openPlace(backup, engine, bench) {
    const described = engine.sandbox(backup.facts.server, bench.image);
    if (described) {
        const { baseEnv, label, signal } = bench;
        const sandbox = await (0,runtime/* startSandbox */.OT)(described.spec, { baseEnv, label, signal });
        return {
            target: described.target,
            runtime: sandbox.runtime,
            [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
        };
    }
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(bench.temporaryDirectory, 'restore-test-'));
    const target = engine.name === 'files'
        ? { kind: 'directory', path: (0,external_node_path_.join)(folder, 'files') }
        : { kind: 'file', path: (0,external_node_path_.join)(folder, 'restored') };
    return { target, runtime: bench.runtime, [Symbol.asyncDispose]: () => (0,promises_.rm)(folder, { recursive: true, force: true }) };
}
const environmental = [
    'sandbox-failed',
    'tool-missing',
    'tool-version',
    'store-unavailable',
    'store-denied',
    'store-failed',
    'store-missing',
    'store-full',
];
/** The failure of a step as a finding: whose fault it is decides what a person does next. */
function blame(problem) {
    const { message, hint, code } = problem;
    return { level: 'failure', blame: environmental.includes(code) ? 'env' : 'data', message, ...(hint ? { hint } : {}) };
}

;// CONCATENATED MODULE: ./build/js/verify/verify.js
/** Proof that a backup restores: check (no key), read (secret key), restore (secret key and a throw-away server). */





/***/ })

};
