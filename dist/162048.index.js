export const id = 162048;
export const ids = [162048];
export const modules = {

/***/ 78328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ handOver),
/* harmony export */   e: () => (/* binding */ forPrune)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/**
 * Copies what decides over a backup and stands beside it, proofs, tags and a hold: what one store knows must not end with that
 * store. Throws `role-refused` where this role may write no hold or tag: the one that only backs up must not.
 */
async function handOver(from, to, source, id, signal) {
    const hold = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.hold(source, id);
    const keys = (await from.head(hold, signal)) ? [hold] : [];
    // By who lifted a hold nothing is decided: no copy waits for a role that may write it.
    for (const folder of ['proofs', 'tags'])
        for await (const { key } of from.list(_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.folder(source, folder, id), signal))
            if ((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(source, key)?.kind !== 'undoing')
                keys.push(key);
    for (const key of keys) {
        for (const store of to) {
            if (await store.head(key, signal))
                continue;
            const bytes = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readObject */ .Ag)(from, key, signal);
            await forPrune(`${id} is held or tagged, and is waiting to be copied to ${store.where}`, key, () => store.put(key, bytes, { signal }));
        }
    }
}
/** What the role that only backs up must not write is left to the one that prunes: gives what to do instead of a bare refusal. */
async function forPrune(what, key, write) {
    try {
        return await write();
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'store-denied'))
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('role-refused', `${what}: this role may not write ${key}`, {
            hint: 'Run `backproof prune --apply` with the prune role, or wait for the workflow that does.',
            cause: error,
        });
    }
}


/***/ }),

/***/ 25724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ln: () => (/* binding */ damageLeft),
  Oh: () => (/* binding */ makeCopies),
  a4: () => (/* binding */ tasksOf),
  Hr: () => (/* binding */ waitingForPrune)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes = __webpack_require__(37470);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/copy/hand-over.js
var hand_over = __webpack_require__(78328);
// EXTERNAL MODULE: ./command/copy/record-damage.js
var record_damage = __webpack_require__(15779);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
;// CONCATENATED MODULE: ./command/copy/store-by-store.js
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


/** What is wrong with one backup, and says nothing of the store that others are copied to. */
const ofOne = [
    'object-damaged',
    'object-missing',
    'object-archived',
    'manifest-damaged',
    'store-exists',
    'role-refused',
];
/**
 * Writes the missing copies of these backups, one after the other, under a lease in each store. A store that fails is
 * not used again for the others. Returns the failures; throws `lease-held` while another run writes to one of them.
 */
async function storeByStore(project, source, lacking, write) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { places, failed } = await project.places({ name: source.name, stores: [...lacking.keys()] });
        const leases = __addDisposableResource(env_1, await (0,session/* takeLeases */.Dl)(project, source.name, places), true);
        const signal = AbortSignal.any([project.world.signal, leases.signal]);
        const failures = [...failed, ...leases.failed].map(({ problem }) => problem);
        for (const to of leases.places) {
            const confirm = () => leases.confirm([to.name]);
            for (const entry of lacking.get(to.name) ?? []) {
                try {
                    await confirm();
                    await write({ entry, to, failures, confirm, signal });
                }
                catch (error) {
                    if (!(0,problem/* isFailure */.N6)(error))
                        throw error;
                    failures.push(error);
                    if ((0,problem/* isProblem */.AN)(error, ...ofOne))
                        continue;
                    leases.forget(to.name);
                    break;
                }
            }
        }
        return failures;
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
/** The backups by the stores that are to be written to, in the order of the backups. */
function byStore(entries, storesOf) {
    const found = new Map();
    for (const entry of entries)
        for (const store of new Set(storesOf(entry)))
            found.set(store, [...(found.get(store) ?? []), entry]);
    return found;
}

;// CONCATENATED MODULE: ./command/copy/copy.js










/**
 * Completes degraded backups: copies their sealed objects, as they are, to the stores that lack them. Throws `lease-held`
 * while another run writes to one of them.
 */
async function completeCopies(project, source, catalog, entries) {
    const lacking = byStore(entries, ({ missing }) => missing);
    return storeByStore(project, source, lacking, (work) => copyFromAny({ project, source, catalog, ...work }));
}
/** From the first store whose copy is good. Faults of the copies tried before it are recorded and reported. */
async function copyFromAny(copying) {
    const { project, source, catalog, entry, to, failures, ...held } = copying;
    const names = entry.copies.filter((name) => !entry.marked.includes(name));
    const { log } = project.world;
    let last;
    for (const name of names) {
        try {
            const from = await project.place(name);
            // Others were copied since the catalog was read, maybe for hours.
            const deleted = await isDeleted(from.store, entry.manifest, held.signal);
            const seen = !deleted && (await copyBackup(project, from, to, entry, held));
            // Every byte was read back: that clears an earlier failed proof of these objects.
            if (seen && (0,catalog_catalog/* damageOfCopy */.Af)(to.name, entry.proofs))
                failures.push(...(await (0,record_damage/* recordDamage */.Z)(project, source, catalog, entry, to.name, [])));
            if (last !== undefined)
                failures.push(last);
            log.info(`${entry.id}: ${deleted ? 'just deleted, so not copied' : 'copied'} to ${to.name}`);
            return;
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error) || (0,problem/* isProblem */.AN)(error, 'run-failed', 'role-refused'))
                throw error;
            if ((0,record_damage/* speaksAgainstCopy */.Y)(error))
                failures.push(...(await (0,record_damage/* recordDamage */.Z)(project, source, catalog, entry, name)));
            if (last !== undefined)
                failures.push(last);
            last = error;
        }
    }
    throw (last ??
        new problem/* Problem */.AF('object-missing', `no store has ${entry.id} whole`, {
            hint: 'Run `backproof backup` now; `backproof show ID` says what is left of this one.',
        }));
}
/**
 * Data first, each part checked against the manifest as it passes and read back; then what makes it count. False where an
 * archive class keeps a part from being read back.
 */
async function copyBackup(project, from, to, { manifest, copies }, { confirm, signal }) {
    const { source, id } = manifest;
    let seen = true;
    const commitment = await readCommitment(from, manifest, signal);
    await refuseOther(to, manifest, commitment.bytes, signal);
    // Any of the stores may leave the policy one day: a hold, or a proof that failed, must be in this one, too, and before
    // the backup counts here. First of all, because a role that may not write them would send the data for nothing.
    const handOverAll = async () => {
        for (const name of copies)
            await (0,hand_over/* handOver */.C)((await project.place(name)).store, [to.store], source, id, signal);
    };
    await handOverAll();
    for (const part of manifest.parts) {
        const key = catalog_catalog/* objectName */.Hd.data(source, id, part.name);
        const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`);
        await to.store.put(key, body, { signal, data: true, expectedBytes: part.bytes });
        seen = (await (0,verify/* unlessArchived */.D$)(to, manifest, [part], signal, () => (0,verify/* checkPart */.UO)(to, manifest, part, signal))) && seen;
    }
    // What has come meanwhile.
    await handOverAll();
    // Whoever has the lease meanwhile may have swept the parts: nothing covered them yet, and the id is an old one.
    await confirm();
    await (0,catalog_catalog/* commit */.cd)(to.store, commitment, signal);
    await markAsIn(from, to, manifest, signal);
    return seen;
}
/** Marks need no lease, and whoever deletes a backup marks the copies that there are: one that has just come gets the mark. */
async function markAsIn(from, to, manifest, signal) {
    if (!(await isDeleted(from.store, manifest, signal)))
        return;
    const mark = catalog_catalog/* objectName */.Hd.trash(manifest.source, manifest.id);
    await to.store.put(mark, await (0,catalog_catalog/* readObject */.Ag)(from.store, mark, signal), { signal, fromReserve: 'half' });
}
/** Whether the backup itself, and not this copy alone, is marked as deleted there. */
async function isDeleted(store, { source, id }, signal) {
    const mark = await (0,catalog_catalog/* readTrash */.x0)(store, source, id, signal);
    return mark?.scope === 'backup';
}
/** The small objects as the store has them now, which must be what the catalog knows. */
async function readCommitment({ store }, manifest, signal) {
    const { source, id } = manifest;
    const name = catalog_catalog/* objectName */.Hd.manifest(source, id);
    const where = `${name} in ${store.where}`;
    const bytes = await (0,catalog_catalog/* readObject */.Ag)(store, name, signal);
    if (!(0,external_node_util_.isDeepStrictEqual)((0,catalog_catalog/* parseManifest */.eE)(bytes, id, where), manifest))
        throw new problem/* Problem */.AF('manifest-damaged', `${where} is not the manifest that the catalog knows: it is not copied`, {
            hint: problem/* remedy */.zL.damaged,
        });
    const keyName = catalog_catalog/* objectName */.Hd.key(source, id);
    const keys = await (0,catalog_catalog/* readObject */.Ag)(store, keyName, signal);
    (0,seal/* parseKeyObject */.I9)(keys, `${keyName} in ${store.where}`, id);
    const signed = await store.head(catalog_catalog/* objectName */.Hd.signature(source, id), signal);
    const signature = signed && (await (0,catalog_catalog/* readObject */.Ag)(store, signed.key, signal));
    return { manifest, keys, signature, bytes };
}
/** Before anything is sent: a manifest that is there is never replaced, so whatever is copied to it would not count. */
async function refuseOther({ store }, { source, id }, bytes, signal) {
    const name = catalog_catalog/* objectName */.Hd.manifest(source, id);
    const there = await store.head(name, signal);
    if (!there)
        return;
    const same = there.bytes === bytes.length && Buffer.from(await (0,catalog_catalog/* readObject */.Ag)(store, name, signal)).equals(bytes);
    if (same)
        return;
    throw new problem/* Problem */.AF('store-exists', `${name} in ${store.where} is another manifest: it is not overwritten`, {
        hint: `Look at it; if it is damaged or planted, remove it with the store's own tools, and the next run will make the copy.`,
    });
}
/** The stream itself, erroring at its end unless it was the manifest's bytes: so a damaged copy is never stored. */
function checked(stream, part, where) {
    async function* pass() {
        const digest = new bytes/* Digest */.np({ uploaded: true });
        for await (const chunk of stream) {
            digest.add(chunk);
            yield chunk;
        }
        if (digest.hex() !== part.sha256) {
            throw new problem/* Problem */.AF('object-damaged', `${where} does not match its SHA-256: it is not copied`, {
                hint: problem/* remedy */.zL.damaged,
            });
        }
    }
    return external_node_stream_.Readable.from(pass());
}

// EXTERNAL MODULE: ./retain/retain.js + 15 modules
var retain = __webpack_require__(6078);
// EXTERNAL MODULE: ./time/time.js + 3 modules
var time = __webpack_require__(72614);
;// CONCATENATED MODULE: ./command/copy/broken.js





/**
 * The broken objects of a copy, in the order in which to replace them: the order of a backup, so the object that makes
 * it count comes last. Each object is read from the store as it is now. `condemned`: a proof shows that the copy cannot
 * be opened; if nothing else explains that, a key object that merely differs is broken. A part in an archive cannot be
 * read, and is left alone.
 */
async function findBroken(to, manifest, commitment, condemned, signal) {
    const { source, id } = manifest;
    const { store } = to;
    const unseen = [];
    const parts = [];
    for (const part of manifest.parts) {
        const seen = await lookAt(() => (0,verify/* checkPart */.UO)(to, manifest, part, signal));
        if (seen === 'archived')
            unseen.push(part.name);
        if (seen !== 'broken')
            continue;
        const key = catalog_catalog/* objectName */.Hd.data(source, id, part.name);
        const stored = await store.head(key, signal);
        parts.push({
            name: part.name,
            stored,
            makesItCount: false,
            async replace(from) {
                const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`);
                await store.put(key, body, { ...conditionOf(stored), signal, expectedBytes: part.bytes });
                await (0,verify/* checkPart */.UO)(to, manifest, part, signal);
            },
        });
    }
    const small = async (name, key, right, isGood = (_) => false) => {
        if (!right)
            return [];
        const stored = await store.head(key, signal);
        const there = stored && (await readIfAny(() => (0,catalog_catalog/* readObject */.Ag)(store, key, signal)));
        if (there && (Buffer.from(there).equals(right) || isGood(there)))
            return [];
        const replace = async () => void (await store.put(key, right, { ...conditionOf(stored), signal }));
        return [{ name, stored, makesItCount: true, replace }];
    };
    const { keys } = commitment;
    const key = await small('keys.json', catalog_catalog/* objectName */.Hd.key(source, id), keys, (there) => isKeyOf(id, there));
    const signature = await small('manifest.sig', catalog_catalog/* objectName */.Hd.signature(source, id), commitment.signature);
    const last = await small('manifest.json', catalog_catalog/* objectName */.Hd.manifest(source, id), commitment.bytes);
    const broken = [...parts, ...key, ...signature, ...last];
    const objects = broken.length > 0 || !condemned ? broken : await small('keys.json', catalog_catalog/* objectName */.Hd.key(source, id), keys);
    return { objects, unseen };
}
const conditionOf = (stored) => (stored ? { ifMatch: stored.etag } : { ifAbsent: true });
/** `broken`: the object is not there, or is not what the manifest says. */
async function lookAt(check) {
    try {
        await check();
        return 'whole';
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'object-archived'))
            return 'archived';
        if (!(0,problem/* isProblem */.AN)(error, 'object-damaged', 'object-missing'))
            throw error;
        return 'broken';
    }
}
/** undefined: nothing that could be read. */
async function readIfAny(read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'object-damaged', 'object-missing', 'object-archived'))
            throw error;
        return undefined;
    }
}
/** Rotation may have reached one store and not yet another: one that names this backup is not broken. */
function isKeyOf(id, bytes) {
    try {
        return (0,seal/* parseKeyObject */.I9)(bytes, 'the key object').id === id;
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error))
            throw error;
        return false;
    }
}

// EXTERNAL MODULE: ./command/copy/nearest.js
var nearest = __webpack_require__(82752);
;// CONCATENATED MODULE: ./command/copy/heal.js










/**
 * Heals damaged copies from whole ones. Each object is checked again before it is replaced, kept under `aside/` for the
 * grace period, and replaced only by bytes that match the manifest. Nothing is written to the store that supplies the
 * bytes: wherever this is killed, a whole copy stays whole. If none is whole, each part comes from a copy in which it
 * is right, provided that both have the same key object and manifest. Throws `lease-held` while another run writes to
 * one of the stores.
 */
async function healCopies(project, source, catalog, entries) {
    const healed = [];
    const recorded = new Set();
    const all = byStore(entries, ({ damaged = [] }) => damaged.map(({ store }) => store));
    // One that does not even count as a copy is healed by the next run, from those that are whole by then.
    const now = (store) => (entry) => !(0,catalog_catalog/* isLost */.JD)(entry) || entry.copies.includes(store);
    const damaged = new Map([...all].map(([store, list]) => [store, list.filter(now(store))]));
    const failures = await storeByStore(project, source, damaged, async (work) => {
        const copy = work.entry.damaged?.find(({ store }) => store === work.to.name);
        if (copy)
            healed.push(...(await healFromAny({ project, source, catalog, copy, recorded, ...work })));
    });
    return { healed, failures };
}
/**
 * From the first store whose copy is good, or part by part. Faults of the copies that were tried are recorded and
 * reported.
 */
async function healFromAny(healing) {
    const { project, entry, copy, to, failures, signal } = healing;
    const { log } = project.world;
    const names = (0,nearest/* nearestCopies */.e)(project.policy, entry).filter((name) => !entry.marked.includes(name) && name !== to.name);
    let last;
    for (const [index, name] of names.entries()) {
        try {
            const from = await project.place(name);
            // Others were healed since the catalog was read, maybe for hours.
            if (await isDeleted(from.store, entry.manifest, signal))
                return [];
            const { objects, asideUntil, donors } = await healFrom(healing, from, names.slice(index + 1));
            if (last)
                failures.push(last);
            const of = donors.join(' and ') || name;
            log.warning(objects.length > 0
                ? `${entry.id}: the copy in ${to.name} is healed from ${of}, because ${copy.because}`
                : `${entry.id}: the copy in ${to.name} is whole after all`);
            const report = {
                id: entry.id,
                store: to.name,
                because: copy.because,
                objects: objects.map((one) => one.name),
                ...(objects.length > 0 ? { from: of } : {}),
                ...(asideUntil ? { asideUntil: asideUntil.toISOString() } : {}),
            };
            return [report];
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error) || (0,problem/* isProblem */.AN)(error, 'run-failed', 'role-refused'))
                throw error;
            if ((0,record_damage/* speaksAgainstCopy */.Y)(error))
                await record(healing, name);
            if (last)
                failures.push(last);
            last = error;
        }
    }
    // What is left of it is told whole, so that no later run tries in vain what this one has.
    if ((0,catalog_catalog/* isLost */.JD)(entry))
        await record(healing, to.name);
    throw (last ??
        new problem/* Problem */.AF('object-damaged', `the copy of ${entry.id} in ${to.name} cannot be healed: no intact copy is left`, {
            hint: 'Take a new backup now; restore an older one with --id ID.',
        }));
}
/** Once for each copy in a run. */
async function record(healing, name) {
    const { project, source, catalog, entry, recorded, failures } = healing;
    const key = `${entry.id} ${name}`;
    if (recorded.has(key))
        return;
    recorded.add(key);
    failures.push(...(await (0,record_damage/* recordDamage */.Z)(project, source, catalog, entry, name)));
}
async function healFrom(healing, from, others) {
    const { project, source, entry, copy, to, confirm, signal } = healing;
    const { manifest } = entry;
    const commitment = await readCommitment(from, manifest, signal);
    // Without a secret key it is impossible to tell which of two key objects opens which parts.
    if ((0,catalog_catalog/* isLost */.JD)(entry))
        await requireSame(to, from, manifest, commitment, signal);
    const { objects, unseen } = await findBroken(to, manifest, commitment, copy.proof !== undefined, signal);
    const asideUntil = objects.length > 0 ? await keepAside(healing, objects) : undefined;
    // Any of the stores may leave the policy one day: what the others know must be in this one, too, before the copy counts.
    for (const name of entry.copies) {
        const { store } = await project.place(name);
        await (0,hand_over/* handOver */.C)(store, [to.store], source.name, entry.id, signal);
    }
    const donors = new Set();
    for (const object of objects) {
        // What makes the copy count comes last; whoever has the lease meanwhile may be healing it, too.
        if (object.makesItCount)
            await confirm();
        if (object.makesItCount)
            await object.replace(from);
        else
            donors.add(await replacePart(healing, object, { from, others, commitment }));
    }
    if (objects.length > 0)
        await markAsIn(from, to, manifest, signal);
    if (unseen.length === 0)
        healing.failures.push(...(await keepAnswer(healing)));
    return { objects, donors: [...donors], ...(asideUntil ? { asideUntil } : {}) };
}
/** From the first store that has this part right; gives its name. */
async function replacePart(healing, part, sources) {
    const { project, entry, failures, signal } = healing;
    const { from, others, commitment } = sources;
    let last;
    for (const name of [from.name, ...others]) {
        try {
            const place = await project.place(name);
            if (name !== from.name)
                await requireSame(place, from, entry.manifest, commitment, signal);
            await part.replace(place);
            if (last !== undefined)
                failures.push(last);
            return name;
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, ...ofOne) || (0,problem/* isProblem */.AN)(error, 'role-refused'))
                throw error;
            last ??= error;
            if ((0,record_damage/* speaksAgainstCopy */.Y)(error))
                await record(healing, name);
        }
    }
    throw last;
}
/** @throws Problem object-damaged unless this copy has the very key object and manifest of the other. */
async function requireSame(place, other, manifest, { keys, bytes }, signal) {
    const own = await readCommitment(place, manifest, signal);
    if (Buffer.from(own.keys).equals(keys) && Buffer.from(own.bytes).equals(bytes))
        return;
    throw new problem/* Problem */.AF('object-damaged', `the key object or manifest of ${manifest.id} in ${place.name} is not the one in ${other.name}: neither copy is healed from the other`, { hint: 'Take a new backup now. `backproof verify --level read --id ID --store NAME` tells which of them opens.' });
}
/** Every object of the copy was right, or was replaced by one that was read back: that clears the reported damage. */
async function keepAnswer({ project, source, catalog, entry, to }) {
    return (0,record_damage/* recordDamage */.Z)(project, source, catalog, entry, to.name, []);
}
/** Until when what is replaced is kept; undefined: there is nothing that could be. */
async function keepAside({ project, source, entry, copy, to, signal }, objects) {
    const { id } = entry;
    const there = objects.flatMap(({ name, stored }) => (stored ? [{ name, stored }] : []));
    if (there.length === 0)
        return undefined;
    const asideAt = project.world.now();
    const purgeAfter = new Date(asideAt.getTime() + (0,time/* durationMs */.pc)((0,retain/* copyGrace */.eK)(project.policy, source, to.name)));
    const waits = `the copy of ${id} in ${to.name} is waiting to be healed`;
    await (0,hand_over/* forPrune */.e)(waits, catalog_catalog/* objectName */.Hd.asideMark(source.name, id), () => (0,catalog_catalog/* markAside */.YH)(to.store, source.name, id, { asideAt, purgeAfter, because: copy.because }, signal));
    const kept = await Promise.all(there.map((one) => (0,catalog_catalog/* setAside */.Fi)(to.store, source.name, id, one, signal)));
    return kept.includes(true) ? purgeAfter : undefined;
}

;// CONCATENATED MODULE: ./command/copy/make-copy.js





/** Heals the damaged copies of these backups, and makes those that are missing. */
async function makeCopies(project, source, catalog, ids) {
    // Some may be complete, or gone, since the plan was made.
    // Whoever stops half-way leaves no increment in a store that has nothing to restore it on.
    const entries = (0,catalog_catalog/* basesFirst */.FO)(catalog.entries.filter(({ id }) => ids.includes(id)));
    const damaged = entries.filter((entry) => entry.damaged);
    const missing = entries.filter((entry) => entry.missing.length > 0);
    const { failures = [], ...healed } = damaged.length > 0 ? await healCopies(project, source, catalog, damaged) : {};
    const incomplete = missing.length > 0 ? await completeCopies(project, source, catalog, missing) : [];
    return { ...healed, failures: [...failures, ...incomplete] };
}
/**
 * A Problem for each manifest that cannot be parsed, except those of backups that are whole elsewhere: a healing run
 * heals those now, or says why not.
 */
function damageLeft(catalog, tasks) {
    const healable = new Set(tasks.flatMap((task) => task.kind === 'copy' ? task.copies.flatMap(({ id, damage }) => (damage ? [id] : [])) : []));
    return (0,entry/* gapsOf */.dc)({ ...catalog, unread: [], damaged: catalog.damaged.filter(({ id }) => !healable.has(id)) });
}
/**
 * The copies that wait for the prune role, because the backup role may not write set-aside objects, holds or tags:
 * damaged ones, and those of backups that are held or were tagged later.
 */
function waitingForPrune(project, source, catalog) {
    const due = tasksOf(project, source, catalog).flatMap((task) => (task.kind === 'copy' && task.due ? task.copies : []));
    const waits = new Set(catalog.entries.filter(({ held, retagged }) => held || retagged).map(({ id }) => id));
    return [...new Set(due.filter(({ id, damage }) => damage || waits.has(id)).map(({ id }) => id))];
}
/** What the policy asks for now; nothing for a source that has left it. */
function tasksOf(project, source, catalog) {
    return (0,plan/* plan */.et)(project.policy, new Map([[source.name, catalog]]), project.world.now(), [source.name]);
}


/***/ }),

/***/ 99863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ keepWhole),
/* harmony export */   WG: () => (/* binding */ folderSource),
/* harmony export */   i$: () => (/* binding */ knowing)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45071);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _copy_make_copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25724);
/* harmony import */ var _project_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20172);
/* harmony import */ var _verify_turn_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14103);





/**
 * Where pieces or bases are kept, as a source of its own: its copies are checked, healed and pruned as those of any backup. What is
 * older than `from` goes, the last that is there only where that need not be kept.
 */
function folderSource(source, name, { from, keepsLast } = {
    from: undefined,
    keepsLast: true,
}) {
    const { schedule: _schedule, verify, pointInTime: _log, objectives: _objectives, ...rest } = source;
    const { read: _read, restore: _restore, pointInTime: _moment, ...checks } = verify;
    return {
        ...rest,
        name,
        objectives: {},
        verify: { ...checks, size: {}, assertions: [] },
        anomalies: { effect: 'none', history: 30, ignore: [] },
        retention: {
            ...(0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .keepsEverything */ .WU)(source.retention.grace, keepsLast ? 1 : 0),
            ...(keepsLast ? {} : { mayEmpty: true }),
            ...(from === undefined ? {} : { before: from }),
        },
    };
}
/** A project that knows such a folder as a source. */
function knowing(project, folder) {
    const { policy } = project;
    return project.expanded({ ...policy, sources: { ...policy.sources, [folder.name]: folder } }, project.expansions);
}
/** Makes the copies of a folder that are missing, heals those that are damaged, and checks those whose turn it is. */
async function keepWhole(session, source, folder, catalog) {
    const project = knowing(session.project, folder);
    const tasks = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .plan */ .et)(project.policy, new Map([[folder.name, catalog]]), project.world.now(), [folder.name]);
    for (const task of tasks.filter(({ due }) => due)) {
        const { kind, because } = task;
        if (kind !== 'copy' && kind !== 'check')
            continue;
        const trying = { work: kind, trigger: 'schedule', because, recorded: 'failures' };
        await (0,_project_session_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(session, source, trying, () => carryOut(project, folder, catalog, task));
    }
}
async function carryOut(project, folder, catalog, task) {
    if (task.kind === 'copy') {
        const { failures = [] } = await (0,_copy_make_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .makeCopies */ .Oh)(project, folder, catalog, [...new Set(task.copies.map(({ id }) => id))]);
        return { failures };
    }
    if (task.kind !== 'check')
        return {};
    const { failures = [] } = await (0,_verify_turn_js__WEBPACK_IMPORTED_MODULE_4__/* .checkSeated */ .hj)(project, folder, catalog, task.ids);
    return { failures };
}


/***/ }),

/***/ 14103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O0: () => (/* binding */ requestDue),
/* harmony export */   dG: () => (/* binding */ proveSeated),
/* harmony export */   hj: () => (/* binding */ checkSeated)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45071);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82752);
/* harmony import */ var _prove_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16119);
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




/** What a proof by schedule reads: of a restore the nearest copy, of a read each in its turn, or all. */
function requestDue({ policy, world }, source, catalog, entry, level) {
    if (level === 'restore')
        return { level, copies: 'first' };
    if (source.verify.copies === 'all')
        return { level, stores: (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .allCopies */ .b)(policy, entry), copies: 'all' };
    return { level, stores: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .inTurn */ .lo)((0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestCopies */ .e)(policy, entry), catalog, world.now()), copies: 'first' };
}
/** Proves a backup once this machine has room for it, beside other sources. */
async function proveSeated(project, source, catalog, entry, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { seats, world } = project;
        const isRestore = request.level === 'restore';
        // A throw-away server is as much work as what goes into it; those of one server's sources come one after the other.
        const _server = __addDisposableResource(env_1, await seats.server(isRestore ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .serverOf */ .FN)(source) : undefined, world.signal), false);
        const _heavy = __addDisposableResource(env_1, await seats.heavy(isRestore ? Number.POSITIVE_INFINITY : entry.bytes, world.signal), false);
        return (0,_prove_js__WEBPACK_IMPORTED_MODULE_2__/* .prove */ .zn)(project, source, catalog, entry, request);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Checks these backups, every copy of each. */
async function checkSeated(project, source, catalog, ids) {
    const found = [];
    for (const entry of catalog.entries.filter(({ id }) => ids.includes(id))) {
        const stores = (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .allCopies */ .b)(project.policy, entry);
        found.push(await proveSeated(project, source, catalog, entry, { level: 'check', stores, copies: 'all' }));
    }
    return {
        proofs: found.flatMap(({ proofs = [] }) => proofs),
        failures: found.flatMap(({ failures = [] }) => failures),
    };
}


/***/ })

};
