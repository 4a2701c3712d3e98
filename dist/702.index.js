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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5086);




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

/***/ 8164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

/**
 * That another project backs up under the same name into the same place: each takes the other's backups for its own, so
 * that one is never due, and one's rules delete what is the other's. A project that has got another name is none, once
 * it has made a backup. Backups that do not say of which project they are count for nothing here.
 */
function mixtureOf({ policy }, catalog) {
    const said = catalog.entries.filter((entry) => !entry.foreign && !entry.trashed && projectOf(entry) !== undefined);
    const other = said.find((entry) => projectOf(entry) !== policy.project);
    const first = said.findLast((entry) => projectOf(entry) === policy.project);
    if (!other || (first && first.startedAt > other.startedAt))
        return undefined;
    const message = `${other.id} is of project ${projectOf(other)}, not ${policy.project}: two projects share one place`;
    const name = catalog.source;
    const renamed = first
        ? `If this project was called ${projectOf(other)} for a while, \`restorable delete --id ${other.id}\` lets go of what was made then.`
        : `If ${policy.project} was called ${projectOf(other)} before, type \`restorable backup --source ${name}\` once.`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('retention-refused', message, {
        hint: `Give each a prefix or path of its own, or another name than ${name}. ${renamed}`,
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
/* harmony import */ var _mixture_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8164);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5387);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5086);









/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
const restore = async (world, options) => {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_8__/* .openProject */ .U8)(world, options);
    const { entry, shelved } = await choose(project, options);
    const { manifest } = entry;
    const engine = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(manifest.engine);
    const target = parseTarget(world, manifest.engine, options.into);
    const source = project.policy.sources[shelved.name];
    refuseStore(project, target);
    const overwrite = refuse(engine, source, target, options.overwrite, world.cwd);
    const place = await project.place((0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .requireCopy */ .Ri)(entry, options.store));
    const key = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), world.signal);
    const began = world.monotonicMs();
    const backup = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .openBackup */ .Tw)(place, manifest, key, world.signal);
    const runtime = await findPrograms(project, servedBy(source, manifest.source, target));
    const only = options.only ?? [];
    const findings = await world.log.group(`restore ${entry.id} from ${place.name}`, () => engine.restore(backup, target, runtime, { signal: world.signal, overwrite, only }));
    const restoredMs = Math.round(world.monotonicMs() - began);
    const after = only.length > 0 ? undefined : await engine.facts(target, backup.facts, runtime, world.signal);
    const compared = after && (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .compare */ .UD)(backup.facts, after, overwrite ? 'kept' : 'refused');
    const differences = compared?.filter(({ level }) => level === 'failure') ?? [];
    const equal = differences.length === 0 ? (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(backup.facts) : `${differences.length} differences`;
    return resultOf({
        id: entry.id,
        store: place.name,
        into: where(target),
        restoredMs,
        durationMs: Math.round(world.monotonicMs() - began),
        plainBytes: manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0),
        compared: compared ? equal : 'a part of it, not compared',
        notes: [...findings, ...(compared?.filter(({ level }) => level !== 'failure') ?? [])],
        differences,
    });
};
function resultOf({ restoredMs, notes, differences, ...restored }) {
    const { id, store, into, durationMs, plainBytes, compared } = restored;
    const durations = { restore: restoredMs, compare: durationMs - restoredMs };
    const differs = `${id} is restored, but differs from its dump`;
    return {
        json: { version: 1, ...restored, durations, findings: [...notes, ...differences] },
        text: () => [
            `restored ${id} from ${store} into ${into}`,
            `${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(plainBytes)} in ${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(durationMs)}; ${compared}`,
            ...notes.map(({ level, message }) => `${level}: ${message}`),
        ].join('\n'),
        problems: differences.slice(0, 20).map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('restore-failed', `${differs}: ${message}`)),
        ids: [id],
    };
}
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
    const mixture = (0,_mixture_js__WEBPACK_IMPORTED_MODULE_6__/* .mixtureOf */ .O)(project, catalog);
    if (mixture)
        project.world.log.warning(mixture.message);
    const own = (0,_mixture_js__WEBPACK_IMPORTED_MODULE_6__/* .withoutOthers */ .W)(project, catalog);
    // Where none says that it is ours, the policy may be a new one, written after a disaster.
    const from = mixture && own.entries.length > 0 ? own : catalog;
    return { catalog, entry: (0,_entry_js__WEBPACK_IMPORTED_MODULE_5__/* .newestEntry */ .xm)(from, at ?? now), shelved: source };
}
/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
function parseTarget(world, engine, into) {
    if (!into)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', 'restore needs a target', { hint: 'Say --into and a database URL, a folder or a file.' });
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
        if ((0,_policy_file_js__WEBPACK_IMPORTED_MODULE_7__/* .isOutside */ ._K)((0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .realPath */ .Ye)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path)), (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .realPath */ .Ye)(target.path)))
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
async function findPrograms({ runtime, world }, served) {
    try {
        return await runtime(served, world.signal);
    }
    catch (error) {
        if (served.tools.kind !== 'service' || !(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'tool-missing'))
            throw error;
        return await runtime({ ...served, tools: { kind: 'auto' } }, world.signal);
    }
}
/** The target in place of the source, so that the programs are found that fit its server. */
function servedBy(source, name, target) {
    const common = { name, tools: source?.tools ?? { kind: 'auto' } };
    if (target.kind !== 'database')
        return { ...common, engine: target.kind === 'file' ? 'sqlite' : 'files' };
    const url = { template: '--into', reveal: () => target.url, toJSON: () => '--into' };
    return { ...common, engine: 'postgres', url };
}


/***/ })

};
