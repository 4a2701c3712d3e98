export const id = 593;
export const ids = [593];
export const modules = {

/***/ 6881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mj: () => (/* binding */ confirmSettled),
/* harmony export */   U3: () => (/* binding */ confirmPlan),
/* harmony export */   gy: () => (/* binding */ refusePlan),
/* harmony export */   hp: () => (/* binding */ savePlan),
/* harmony export */   m3: () => (/* binding */ readPlan)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6921);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4377);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5606);
/* harmony import */ var _settle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5337);






const schema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .euz(1),
    /** SHA-256 of the policy file's bytes. */
    policy: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    /** The moment that was decided for; the same is used again. */
    at: zod__WEBPACK_IMPORTED_MODULE_6__/* .datetime */ .w$(),
    sources: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
        source: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
        /** What the policy keeps, in words: for the difference to one that has changed since. */
        rules: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
        /** Every backup as it was: each fact that a decision rests on. */
        entries: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP())),
        deletes: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        /** Copies that go by the rules of their store, of backups that are kept: "id store". */
        copies: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        /** Deleted backups whose grace time is over: they are removed for good. */
        purges: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).default([]),
        /** By id and store, until when an object lock holds what would go else. */
        locks: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .datetime */ .w$())).default({}),
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
        const settled = await (0,_settle_js__WEBPACK_IMPORTED_MODULE_4__/* .settle */ .G9)(policy, source, catalog, { now, thawed: false, places, signal: world.signal });
        sources.push(describe(source, catalog, settled));
    }
    return { version: 1, policy: policy.digest, at: now.toISOString(), sources };
}
function describe(source, { entries }, settled) {
    return {
        source: source.name,
        rules: (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .describeRetention */ .uN)(source.retention).join(', '),
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
    const hint = 'Write one with `restorable plan --save FILE`.';
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the plan ${path} cannot be read: ${cause.message}`, { hint, cause });
    }
    try {
        return schema.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${path} is not a plan`, { hint, cause });
    }
}
/** Why a plan is not carried out. */
function refusePlan({ at }, why) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('retention-refused', `the plan of ${at} is not carried out: ${why}`, {
        hint: 'Make a new plan with `restorable plan --save FILE`, look at it, and carry that out.',
    });
}
/** Throws `retention-refused` with the difference unless the plan still says, to the letter, what would be done. */
function confirmPlan(saved, project, source, catalog) {
    const at = new Date(saved.at);
    if (at > project.world.now())
        throw refusePlan(saved, 'it is of a time to come');
    const then = saved.sources.find((one) => one.source === source.name);
    const rules = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .describeRetention */ .uN)(source.retention).join(', ');
    if (saved.policy !== project.policy.digest) {
        const same = then === undefined || rules === then.rules;
        const change = same ? '' : `: it kept of ${source.name} ${then.rules}, this one keeps ${rules}`;
        throw refusePlan(saved, `it was made with another policy${change}`);
    }
    if (!then)
        throw refusePlan(saved, `it does not speak of ${source.name}`);
    const moment = { now: at, thawed: false };
    const now = describe(source, catalog, (0,_settle_js__WEBPACK_IMPORTED_MODULE_4__/* .settleWith */ ._1)(project.policy, source, catalog, locksOf(then), moment));
    const difference = differences(then.entries, now.entries);
    if (difference.length > 0)
        throw refusePlan(saved, `${source.name} is not what it was: ${shorten(difference)}`);
    if (!isSame(then, now))
        throw refusePlan(saved, `it does not delete of ${source.name} what the policy deletes`);
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
        throw refusePlan(saved, `more of ${source.name} would go than it says: an object lock is over`);
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

/***/ 4158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ checkoutOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Looks in the folder, which need not be there, and in all above it; undefined: it is in no repository. */
async function checkoutOf(folder) {
    for (let root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder);; root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root)) {
        const head = await readHead(root);
        if (head !== undefined) {
            const branch = /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim();
            return { root, ...(branch === undefined ? { commit: head.trim() } : { branch }) };
        }
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root) === root)
            return undefined;
    }
}
async function readHead(root) {
    const head = await readIfThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git', 'HEAD'));
    if (head !== undefined)
        return head;
    // Of a worktree or a submodule it is a file that says where (gitrepository-layout(5)).
    const pointer = /^gitdir: (.+)$/m.exec((await readIfThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git'))) ?? '')?.[1]?.trim();
    return pointer === undefined ? undefined : await readIfThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, pointer), 'HEAD'));
}
async function readIfThere(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 5398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ requireDefaultBranch)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4158);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5387);




/**
 * Deleting by a policy that nobody has merged is refused on a runner, unless the branch is named once more. `policy` is the
 * path of the policy's file: the repository that it is in counts, wherever the program was started.
 * @throws Problem `retention-refused`.
 */
async function requireDefaultBranch(world, policy, meant) {
    const { env } = world;
    if (env['GITHUB_ACTIONS'] !== 'true')
        return;
    // Only here: what speaks to GitHub would make every prune start slowly.
    const [{ defaultBranchOf }, { readEvent }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(631), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 787)),
        Promise.all(/* import() */[__webpack_require__.e(631), __webpack_require__.e(861)]).then(__webpack_require__.bind(__webpack_require__, 1861)),
    ]);
    const ref = env['GITHUB_REF'] ?? '';
    const named = ref.replace(/^refs\/(heads|tags|pull)\//, '');
    // GitHub runs a schedule on the default branch only, and tells such a run little of the repository.
    const scheduled = env['GITHUB_EVENT_NAME'] === 'schedule' ? named : undefined;
    const branch = defaultBranchOf(await readEvent(world)) ?? scheduled;
    // A step may have checked out something else than the job runs for.
    const other = strayOf(await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .checkoutOf */ .o)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(world.cwd, policy))), branch, env['GITHUB_SHA']);
    if (branch !== undefined && ref === `refs/heads/${branch}` && other === undefined)
        return;
    const name = other ?? named;
    if (meant !== undefined && meant === name)
        return;
    const is = branch === undefined ? 'the default branch is not known' : `it is not the default branch, ${branch}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('retention-refused', `nothing is deleted by the policy of ${name || 'an unknown branch'}: ${is}`, {
        hint: `Let the job run on the default branch; if this one is meant, say from-branch: ${name}.`,
    });
}
/** The branch or the commit that is checked out, where it is neither the branch nor the commit of the job. */
function strayOf(found, branch, sha) {
    if (found === undefined || (found.branch ?? branch) !== branch)
        return found?.branch;
    // A pull request's head is checked out as a commit, also in a job that runs for the default branch.
    return found.commit === undefined || found.commit === sha ? undefined : found.commit;
}


/***/ }),

/***/ 5386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ handOver)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);

/** Copies what decides over a backup and stands beside it, proofs and a hold: what one store knows must not end with that store. */
async function handOver(from, to, source, id, signal) {
    const hold = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(source, id);
    const keys = (await from.head(hold, signal)) ? [hold] : [];
    for await (const { key } of from.list(`${source}/proofs/${id}/`, signal))
        keys.push(key);
    for (const key of keys) {
        for (const store of to) {
            if (await store.head(key, signal))
                continue;
            await store.put(key, await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readObject */ .Ag)(from, key, signal), { signal });
        }
    }
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

/***/ 636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ retainSource),
  n: () => (/* binding */ thawReason)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/command/binding.js
var binding = __webpack_require__(6881);
// EXTERNAL MODULE: ./build/js/command/mixture.js
var command_mixture = __webpack_require__(8164);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 3 modules
var verify = __webpack_require__(7818);
// EXTERNAL MODULE: ./build/js/command/hand-over.js
var hand_over = __webpack_require__(5386);
// EXTERNAL MODULE: ./build/js/command/settle.js
var settle = __webpack_require__(5337);
;// CONCATENATED MODULE: ./build/js/command/release.js





/**
 * Carries out what the stores' own rules say of their copies: marks what goes, and purges what was marked a grace time ago.
 * Right before either, the other copies are read from their first to their last byte and compared with the manifest. Killed
 * anywhere, the backup is whole in every store that was confirmed: nothing is ever removed from those.
 */
async function releaseCopies(project, source, settled, leases, { now, signal }) {
    await takeBack(source, settled, leases.places, signal);
    const found = { confirmed: new Map(), purged: [], findings: [], failures: [] };
    const work = { project, source, leases, now, signal, ...found };
    const copies = [];
    for (const decision of settled.copies) {
        try {
            copies.push(decision.keep ? decision : await letGo(work, decision));
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            work.failures.push(error);
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
/** Marks of copies that stay after all; first of all, so that no later step can go by them. */
async function takeBack(source, { decided, copies }, places, signal) {
    const going = new Set(copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`));
    for (const { entry, keep } of decided.decisions) {
        if (!keep)
            continue;
        for (const { name, store } of places)
            if (entry.released?.includes(name) && !going.has(`${entry.id} ${name}`)) {
                // Marks need no lease: somebody may have deleted the backup itself since.
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
        return keep(decision, `${store} is not among the stores that are held`);
    const key = catalog_catalog/* objectName */.Hd.trash(source.name, entry.id);
    if (!entry.released?.includes(store)) {
        const wrong = await unconfirmed(work, decision);
        if (wrong)
            return keep(decision, wrong);
        await leases.confirm();
        const bytes = (0,catalog_catalog/* encodeRecord */.Ym)((0,catalog_catalog/* trashMark */.GO)(project.world.now(), source.retention.grace, decision.because, 'copy'));
        try {
            await place.store.put(key, bytes, { ifAbsent: true, signal, fromReserve: true });
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'store-exists'))
                throw error;
            return keep(decision, 'somebody has just deleted the backup itself');
        }
        return decision;
    }
    // Marks need no lease: it may have been brought back, or held, since the catalog was read.
    const marked = await (0,catalog_catalog/* readTrash */.x0)(place.store, source.name, entry.id, signal);
    if (!marked)
        return keep(decision, 'somebody has just brought it back');
    if (marked.scope !== 'copy' || marked.purgeAfter > now)
        return decision;
    if (await place.store.head(catalog_catalog/* objectName */.Hd.hold(source.name, entry.id), signal))
        return keep(decision, 'held');
    const locked = await (0,settle/* lockOf */.Vx)(place, entry.manifest, signal);
    if (locked && locked > now)
        return keep(decision, `${store}: object lock`);
    const wrong = await unconfirmed(work, decision);
    if (wrong)
        return keep(decision, wrong);
    // A failed proof that only this store has must not be forgotten with the copy.
    const others = await Promise.all(decision.needs.map((name) => project.place(name)));
    await (0,hand_over/* handOver */.C)(place.store, others.map((other) => other.store), source.name, entry.id, signal);
    await leases.confirm();
    project.world.log.info(`${source.name}: purging the copy of ${entry.id} from ${store}: its grace time is over`);
    const goes = () => (0,catalog_catalog/* goesNow */.py)(place.store, source.name, entry.id, 'copy', now, signal);
    if (!(await (0,catalog_catalog/* purge */.OU)(place.store, source.name, entry.id, goes, signal)))
        return keep(decision, 'somebody has just brought it back');
    work.purged.push({ id: entry.id, store });
    return decision;
}
/** Why the copy must stay: what is wrong with one of those that should be there without it. */
async function unconfirmed(work, { entry, store, needs }) {
    const { project, source, findings, failures } = work;
    for (const name of needs) {
        const key = `${entry.id} ${name}`;
        const known = work.confirmed.has(key);
        const wrong = known ? work.confirmed.get(key) : await damageOf(work, entry, name);
        work.confirmed.set(key, wrong);
        if (wrong === undefined)
            continue;
        const message = `the copy of ${entry.id} in ${store} stays, because that in ${name} is not whole: ${wrong}`;
        if (!known) {
            findings.push(message);
            failures.push(new problem/* Problem */.AF('proof-failed', message, {
                hint: `Type \`restorable verify --level check --id ${entry.id} --store ${name}\` to have it on record.`,
            }));
        }
        return `${name} does not confirm its copy: ${wrong}`;
    }
    project.world.log.info(`${source.name}: ${needs.join(', ')} confirmed ${entry.id}, byte by byte`);
    return undefined;
}
async function damageOf({ project, leases, signal }, entry, name) {
    const place = leases.places.find((one) => one.name === name) ?? (await project.place(name));
    project.world.log.progress(`${entry.id}: confirming the copy in ${name}`);
    const found = await (0,verify/* checkCopy */.QS)(place, entry.manifest, signal);
    return found.find(({ level }) => level === 'failure')?.message;
}

// EXTERNAL MODULE: ./build/js/command/session.js
var session = __webpack_require__(6560);
;// CONCATENATED MODULE: ./build/js/command/retention.js
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







/** For the run record: who said that a failed proof does not stop deletion, and why. */
function thawReason({ thaw, because }) {
    if (!thaw)
        return [];
    return [`failed proofs freeze no deletion, with --thaw${because ? `: ${because}` : ''}`];
}
/** Decides for one source; with `apply` marks the deletions, purges what is past its grace time and sweeps leftovers. */
async function retainSource(project, source, catalog, { apply, looksAtLocks = false, thawed, saved }) {
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
        const leases = __addDisposableResource(env_1, await (0,session/* takeLeases */.Dl)(project, source.name, places, { fromReserve: true }), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const missing = [...failed, ...leases.failed];
        if (missing.length > 0) {
            const list = missing.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ');
            const hint = missing.find(({ problem }) => problem.hint)?.problem.hint;
            throw new problem/* Problem */.AF('retention-refused', `nothing is deleted of ${source.name} while a store fails: ${list}`, {
                ...(hint ? { hint } : {}),
            });
        }
        // Once more under the lease: a backup or a hold may have come in between.
        const now = await project.catalog(source);
        const mixture = (0,command_mixture/* mixtureOf */.O)(project, now);
        if (mixture)
            throw mixture;
        if (saved)
            (0,binding/* confirmPlan */.U3)(saved, project, source, now);
        const settled = await (0,settle/* settle */.G9)(policy, source, now, { ...settling, now: moment(), signal });
        if (saved)
            (0,binding/* confirmSettled */.Mj)(saved, source, settled);
        await leases.confirm();
        await markDecisions(project, source, settled.decided, leases.places, signal);
        const released = await releaseCopies(project, source, settled, leases, { now: moment(), signal });
        const purged = [];
        const findings = [];
        const failures = [...released.failures];
        for (const place of leases.places) {
            try {
                await leases.confirm();
                const confirm = () => leases.confirm([place.name]);
                const cleaned = await cleanPlace({ project, source, place, signal, now: moment(), confirm }, now, settled.purges);
                purged.push(...cleaned.purged);
                findings.push(...cleaned.findings);
            }
            catch (error) {
                if (!(0,problem/* isFailure */.N6)(error))
                    throw error;
                failures.push(error);
            }
        }
        const done = { purged: [...new Set(purged)], findings: [...released.findings, ...findings] };
        return { retention: describe({ ...settled, ...released }, true, done), failures };
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
/** Trash markers for what is deleted, in every store that has it; stray markers of what is kept are taken away. */
async function markDecisions(project, source, decided, places, signal) {
    for (const { entry, keep, because } of decided.decisions) {
        const { copies, marked, released = [] } = entry;
        const key = catalog_catalog/* objectName */.Hd.trash(source.name, entry.id);
        if (keep) {
            for (const { store } of places.filter(({ name }) => marked.includes(name)))
                await store.remove([key], signal);
            continue;
        }
        const has = (name) => copies.includes(name) || released.includes(name);
        const holding = places.filter(({ name }) => has(name) && !marked.includes(name));
        const mark = (0,catalog_catalog/* trashMark */.GO)(project.world.now(), source.retention.grace, because);
        await (0,catalog_catalog/* putRecordEverywhere */.tc)(holding, key, mark, signal);
    }
}
/** Removes for good what is past its grace time, and what killed runs left. */
async function cleanPlace({ project, source, place, now, signal, confirm }, catalog, purges) {
    const { log } = project.world;
    const over = ({ id, marked }) => purges.includes(id) && marked.includes(place.name);
    const purged = [];
    const findings = [];
    for (const { id, manifest } of catalog.entries.filter(over)) {
        const goes = () => (0,catalog_catalog/* goesNow */.py)(place.store, source.name, id, 'backup', now, signal);
        if (!(await goes()))
            continue;
        const locked = await (0,settle/* lockOf */.Vx)(place, manifest, signal);
        if (locked && locked > now) {
            findings.push(`backup ${id} is deleted, but an object lock in ${place.name} forbids its removal for now`);
            continue;
        }
        log.info(`${source.name}: purging ${id} from ${place.name}: its grace time is over`);
        if (await (0,catalog_catalog/* purge */.OU)(place.store, source.name, id, goes, signal))
            purged.push(id);
        else
            log.warning(`${source.name}: ${id} stays in ${place.name}: somebody has just brought it back`);
    }
    for (const left of await (0,catalog_catalog/* leftovers */.To)(place.store, source.name, now, signal)) {
        log.info(`${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`);
        // A machine that slept since the listing: another run may have made a copy of them that counts.
        await confirm();
        await place.store.remove(left.keys, signal);
    }
    const stale = await (0,catalog_catalog/* staleRuns */.eO)(place.store, source.name, now, signal);
    if (stale.length > 0) {
        log.info(`${source.name}: removing ${stale.length} run records older than 90 days from ${place.name}`);
        await place.store.remove(stale, signal);
    }
    return { purged, findings };
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

/***/ 5337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   _1: () => (/* binding */ settleWith)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5606);
/* harmony import */ var _retain_retain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(457);



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
/** Decides by locks that are known. */
function settleWith(policy, source, catalog, locks, { now, thawed }) {
    const { timezone } = policy;
    const lockedUntil = ({ id }, store) => locks.get(id)?.get(store);
    const entries = catalog.entries.map((entry) => withLock(entry, locks.get(entry.id)));
    const made = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .LD)(entries, source.retention, { now, timezone, unread: catalog.unread, thawed });
    const copies = (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .decideCopies */ .ui)(made, (0,_retain_retain_js__WEBPACK_IMPORTED_MODULE_2__/* .storeRules */ .Fo)(policy, source), { now, timezone, lockedUntil });
    const over = entries.filter(({ trashed, held }) => trashed && trashed.purgeAfter <= now && !held);
    const purges = over.map(({ id }) => id);
    if (made.frozen === undefined || over.length === 0)
        return { decided: made, copies, purges, locks };
    // They may be the last that work: the proof that failed may tell of what was already wrong when they were deleted.
    const spared = `${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(over.length, 'deleted backup')} past the grace time ${over.length === 1 ? 'is' : 'are'} not purged while deletion is frozen: ${purges[0]}`;
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
