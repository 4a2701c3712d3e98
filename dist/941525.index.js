export const id = 941525;
export const ids = [941525];
export const modules = {

/***/ 18462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ readAsset)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);

/** A file that goes along: beside the program where it is built (script/build puts it there), at its own place where it is not. */
async function readAsset(built, source) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(built);
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(source());
    }
}


/***/ }),

/***/ 33276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ lookAtKeys),
/* harmony export */   Ew: () => (/* binding */ keysHeld),
/* harmony export */   LV: () => (/* binding */ noteKeys),
/* harmony export */   iJ: () => (/* binding */ observeKeyAges)
/* harmony export */ });
/* unused harmony export readAges */
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90864);




/** Recipients of a policy, and whose they are. */
function keysHeld({ encryption, mentions }) {
    return encryption.recipients.map((recipient) => {
        const holder = mentions?.holders[recipient];
        return { fingerprint: (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprint */ .Rj)(recipient), ...(holder === undefined ? {} : { holder }) };
    });
}
/** Since when each recipient of the policy is one, as all of its stores say. */
async function readAges(project) {
    const { policy, world } = project;
    const { places, failed } = await project.places({ name: 'keys', stores: Object.keys(policy.stores) });
    const names = keysHeld(policy).map((key) => key.fingerprint);
    const ages = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readKeyAges */ .c$)(places, names, policy.encryption.signers, world.now(), world.signal);
    const unopened = failed.map(({ store, problem }) => ({ store, message: problem.message }));
    return { ...ages, unread: [...ages.unread, ...unopened] };
}
const watchesKeys = ({ encryption: { rotateEveryMs, drillEveryMs } }) => rotateEveryMs !== undefined || drillEveryMs !== undefined;
/**
 * Where the policy rotates its keys: each store is told of a recipient that it does not know, so that the age of a key is in every
 * store. Gives what a person should know.
 */
async function noteKeys(project) {
    const { policy, world } = project;
    if (!watchesKeys(policy))
        return [];
    const ages = await readAges(project);
    const unwritten = [];
    const now = world.now();
    for (const { place, fingerprint } of ages.missing) {
        try {
            await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putKeyAge */ .Er)(place, fingerprint, ages.since.get(fingerprint) ?? now, world.signal);
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-exists'))
                continue;
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unwritten.push(`since when ${fingerprint} is in use is not kept in ${place.name}: ${error.message}`);
        }
    }
    return [...(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .keyFindings */ .se)(policy, keysHeld(policy), ages, world.now()).map(({ message }) => message), ...unwritten];
}
/** For the health of a project: keys that are due. */
async function lookAtKeys(project) {
    const { policy, world } = project;
    if (!watchesKeys(policy))
        return [];
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .keyFindings */ .se)(policy, keysHeld(policy), await readAges(project), world.now());
}
/** For alerts. */
const observeKeyAges = async (project) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .observeKeys */ .bs)(project.policy, keysHeld(project.policy), await readAges(project), project.world.now());


/***/ }),

/***/ 94020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keys: () => (/* binding */ keys)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/result.js
var result = __webpack_require__(43133);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/project/folders.js
var project_folders = __webpack_require__(85893);
;// CONCATENATED MODULE: ./command/keys/boxed.js





/** The source that a folder is of: that of the log for a volume of its pieces, the server for one of its databases. */
const ownerOf = (folder) => (0,catalog/* readLogName */.wu)(folder)?.source ?? folder;
/**
 * Every folder with backups, as the stores have them: also of sources that have left the policy, whose backups somebody can
 * still open. `named`: of these sources alone; empty = of all.
 */
async function keyFolders(project, named) {
    const { world, policy } = project;
    const places = new Map();
    const unread = [];
    const wanted = (folder) => named.length === 0 || named.some((name) => isOf(folder, name));
    for (const store of Object.keys(policy.stores)) {
        try {
            const place = await project.place(store);
            for (const folder of await (0,project_folders/* foldersOf */.p)(place.store, world.signal)) {
                const name = (0,catalog/* sourceOfFolder */.ly)(folder);
                if (name === undefined || !wanted(name))
                    continue;
                places.set(name, [...(places.get(name) ?? []), place]);
            }
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            unread.push({ where: store, error });
        }
    }
    const folders = [...places].map(([name, places]) => ({ name, places }));
    return { folders: folders.sort((a, b) => (a.name < b.name ? -1 : 1)), unread };
}
const isOf = (folder, name) => folder === name || folder.startsWith(`${name}/`);
/** Ids of all key objects of a folder, with the stores that have them, oldest first. */
async function keyIds({ name, places }, signal) {
    const ids = new Map();
    for (const place of places)
        for await (const { key } of place.store.list(catalog/* objectName */.Hd.folder(name, 'keys'), signal)) {
            const found = (0,catalog/* parseObjectName */.ye)(name, key);
            if (found?.kind === 'key')
                ids.set(found.id, [...(ids.get(found.id) ?? []), place]);
        }
    return new Map([...ids].sort(([a], [b]) => (a < b ? -1 : 1)));
}
/** Reads the smallest part of a copy to its end: only the backup's own key opens it. Throws as opening does. */
async function tryKey(place, manifest, key, signal) {
    const [smallest] = [...manifest.parts].sort((a, b) => a.bytes - b.bytes);
    if (smallest)
        await (0,verify/* drain */.Ze)(await (0,verify/* partOpener */.Fp)(place, manifest, key, signal)(smallest.name));
}
/** The key object of a backup's copy; undefined: it is gone by now. Throws `object-damaged`. */
async function readKeyCopy(place, source, id, signal) {
    const key = catalog/* objectName */.Hd.key(source, id);
    const there = await (0,catalog/* readStored */.CL)(place.store, key, signal);
    if (!there)
        return undefined;
    const object = (0,seal/* parseKeyObject */.I9)(there.bytes, `${key} in ${place.store.where}`, id);
    return { place, ...there, object };
}

;// CONCATENATED MODULE: ./command/keys/check.js
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
 * Tells of every backup, and of every piece of log, who can open it: reads the key objects of all stores, and needs no secret.
 * Fails where a key that the policy does not name can open one, or a key that it names cannot.
 */
const checkKeys = async (world, options) => {
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    const seen = await readAll(project, options.source ?? []);
    const { recipients } = project.policy.encryption;
    const named = new Map(recipients.map((recipient) => [(0,seal/* fingerprint */.Rj)(recipient), recipient]));
    const uses = usesOf(seen.backups, named);
    const strange = uses.filter((use) => use.recipient === undefined && use.opens > 0);
    const lacking = uses.filter((use) => use.recipient !== undefined && use.opens < seen.backups.length);
    const findings = [
        ...strange.map((use) => `${use.fingerprint} is not in the policy, and opens ${(0,words/* plural */.LS)(use.opens, 'backup')}`),
        ...lacking.map((use) => `${use.fingerprint} is in the policy, and cannot open ${(0,words/* plural */.LS)(seen.backups.length - use.opens, 'backup')}`),
    ];
    const problems = [
        ...seen.failed.map(({ error }) => error).slice(0, mostTold),
        ...(findings.length === 0 ? [] : [new problem/* Problem */.AF('gate-unmet', findings.join('; '), { hint })]),
    ];
    return resultOf(project, seen, uses, findings, problems);
};
const hint = 'Run `backproof keys rotate` with a secret key that opens them (BACKPROOF_SECRET_KEY): it seals all of them to the recipients of the policy alone.';
const mostTold = 20;
async function readAll(project, named) {
    const { world } = project;
    const { folders, unread } = await keyFolders(project, named);
    const failed = unread.map(({ where, error }) => ({ what: where, error }));
    const backups = [];
    for (const folder of folders) {
        let count = 0;
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const ids = await keyIds(folder, world.signal);
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${folder.name}: keys`, done: () => count, of: ids.size, unit: 'backups' }), false);
                await (0,catalog/* eachAtOnce */.GU)([...ids], async ([id, places]) => {
                    const to = new Set();
                    for (const place of places) {
                        try {
                            const object = (await readKeyCopy(place, folder.name, id, world.signal))?.object;
                            for (const one of recipientsOf(object))
                                to.add(one);
                        }
                        catch (error) {
                            if (!(0,problem/* isFailure */.N6)(error))
                                throw error;
                            failed.push({ what: id, error });
                        }
                    }
                    if (to.size > 0)
                        backups.push({ id, source: ownerOf(folder.name), to: [...to].sort() });
                    count += 1;
                });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            failed.push({ what: folder.name, error });
        }
    }
    return { backups: backups.sort((a, b) => (a.id < b.id ? -1 : 1)), failed };
}
const recipientsOf = (object) => object?.boxes.map(({ to }) => to) ?? [];
function usesOf(backups, named) {
    const all = new Set([...named.keys(), ...backups.flatMap(({ to }) => to)]);
    return [...all].map((one) => {
        const opened = backups.filter(({ to }) => to.includes(one));
        const alone = opened.filter(({ to }) => to.every((other) => other === one || !named.has(other)));
        const recipient = named.get(one);
        return { fingerprint: one, ...(recipient ? { recipient } : {}), opens: opened.length, alone: alone.length };
    });
}
function resultOf({ world }, { backups, failed }, uses, findings, problems) {
    const json = {
        version: 1,
        keys: uses.map((use) => ({ ...use, inPolicy: use.recipient !== undefined })),
        backups,
        findings,
        failed: failed.map(({ what, error }) => ({
            what,
            ...(0,result/* problemJson */.ok)(error),
            message: world.redact((0,result/* problemJson */.ok)(error).message),
        })),
    };
    const text = () => {
        const rows = uses.map((use) => [
            use.fingerprint,
            use.recipient === undefined ? 'not in the policy' : 'in the policy',
            `opens ${use.opens.toLocaleString('en-US')} of ${backups.length.toLocaleString('en-US')}`,
            use.alone > 0 ? `${use.alone.toLocaleString('en-US')} of them alone` : '',
        ]);
        return [
            (0,words/* table */.tp)(rows),
            '',
            ...groupsOf(backups),
            ...failed
                .slice(0, mostTold)
                .map(({ what, error }) => `not known: ${what}: ${world.redact((0,result/* problemJson */.ok)(error).message)}`),
        ].join('\n');
    };
    return { json, text, problems };
}
/** "orders: 412 backups open with 1f…, 9c…": those with the same keys together. */
function groupsOf(backups) {
    const groups = Map.groupBy(backups, ({ source, to }) => `${source} ${to.join(' ')}`);
    return [...groups.values()].flatMap((own) => {
        const [first] = own;
        if (!first)
            return [];
        const verb = own.length === 1 ? 'opens' : 'open';
        return [`${first.source}: ${(0,words/* plural */.LS)(own.length, 'backup')} ${verb} with ${(0,words/* namesSome */.Tc)(first.to, 20)}`];
    });
}

// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/keys/age.js
var age = __webpack_require__(33276);
;// CONCATENATED MODULE: ./command/keys/drill.js










/**
 * Opens the newest backup of every source with each secret key that is given, and keeps that it did: so that a key which is lost,
 * or was never the right one, is found while another still opens the backups. Writes nothing unless all of them opened.
 */
const drillKeys = async (world, options) => {
    if ((options.source ?? []).length > 0)
        throw new problem/* Problem */.AF('usage', 'a drill of a key is of every source', {
            hint: 'Run `backproof keys drill` without --source.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options);
    const signing = project.signingKey();
    const newest = await newestOf(project);
    const held = new Map((0,age/* keysHeld */.Ew)(project.policy).map((key) => [key.fingerprint, key]));
    const problems = [];
    const keys = [];
    for (const key of await project.secretKeys()) {
        const { opened, failures } = await openAll(project, newest, key);
        if (!held.has(key.fingerprint))
            failures.push(strange(key, project));
        problems.push(...failures);
        keys.push({ fingerprint: key.fingerprint, outcome: failures.length === 0 ? 'passed' : 'failed', opened });
        if (failures.length > 0)
            continue;
        const { places } = await project.places({ name: 'keys', stores: Object.keys(project.policy.stores) });
        const drill = { recipient: key.fingerprint, at: world.now(), by: (0,world_0/* whoIs */.X8)(world.origin), opened };
        await (0,catalog/* putKeyDrill */.IK)(places, drill, signing, world.signal);
    }
    const text = () => [
        ...keys.map(({ fingerprint, outcome, opened }) => {
            const said = `opens the newest backup of ${(0,words/* plural */.LS)(opened.length, 'source')}`;
            return outcome === 'passed' ? `✓ ${fingerprint} ${said}` : `✗ ${fingerprint} ${said}, and that is not all`;
        }),
        ...problems.map((problem) => `  ${world.redact((0,result/* problemJson */.ok)(problem).message)}`),
    ].join('\n');
    return { json: { version: 1, keys }, text, problems };
};
/** The newest good backup of each source. Throws where there is none at all. */
async function newestOf(project) {
    const now = project.world.now();
    const found = [];
    for (const source of project.sources) {
        const { entries } = await project.catalog(source);
        const newest = entries.find((entry) => (0,catalog/* standing */.JA)(entry, now) === 'good');
        if (newest)
            found.push(newest);
    }
    if (found.length > 0)
        return found;
    throw new problem/* Problem */.AF('usage', 'there is no backup that a key could be tried on', {
        hint: 'Run `backproof backup` first.',
    });
}
async function openAll(project, entries, key) {
    const { signal } = project.world;
    const opened = [];
    const failures = [];
    for (const { id, manifest, copies } of entries) {
        try {
            const [store = ''] = copies;
            const place = await project.place(store);
            const dataKey = (0,seal/* unboxDataKey */._n)(await (0,verify/* readKeys */.x4)(place, manifest, signal), [key]);
            await tryKey(place, manifest, dataKey, signal);
            opened.push({ source: manifest.source, backup: id, store });
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            failures.push(error);
        }
    }
    return { opened, failures };
}
const strange = ({ fingerprint }, { policy }) => new problem/* Problem */.AF('key-wrong', `${fingerprint} is not a recipient of ${policy.path}: new backups are not sealed to it`, {
    hint: 'Use the secret key of a recipient of the policy; `backproof keys check` shows them.',
});

;// CONCATENATED MODULE: ./command/keys/generate.js

/** Makes a key pair for boxes and one for signatures. */
const makeKeys = () => {
    const json = (0,seal/* generateKeys */.w_)();
    const text = () => [
        `recipient  ${json.recipient}`,
        `secret     ${json.secret}`,
        `signer     ${json.signer}`,
        `signing    ${json.signing}`,
        '',
        'Put the recipient into the policy (encryption.recipients). Keep the secret away from the backups: whoever has',
        'it can read every backup, and without it no one can. Pass it to verify and restore as BACKPROOF_SECRET_KEY.',
        'Optional: put the signer into the policy (encryption.signers), and give BACKPROOF_SIGNING_KEY to the jobs that back up.',
    ].join('\n');
    return { json, text, problems: [] };
};
/** Makes a key for indexes. */
function makeIndexKey() {
    const index = (0,seal/* generateIndexKey */.FK)();
    const text = () => [
        `index  ${index}`,
        '',
        'Give it to the jobs that back up, as BACKPROOF_INDEX_KEY. It opens the indexes of earlier backups (names, sizes, times and digests',
        'of files) and nothing else. If it is lost, make another one: the next backup of each source is a full one.',
    ].join('\n');
    return { json: { index }, text, problems: [] };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../node_modules/qr/index.js
var qr = __webpack_require__(24216);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var project_secret = __webpack_require__(58182);
// EXTERNAL MODULE: ./command/recovery-kit/pages.js
var pages = __webpack_require__(91721);
// EXTERNAL MODULE: ./command/recovery-kit/text.js
var recovery_kit_text = __webpack_require__(60066);
// EXTERNAL MODULE: ./command/report/file.js
var file = __webpack_require__(2143);
// EXTERNAL MODULE: ./command/report/pdf.js
var report_pdf = __webpack_require__(89891);
;// CONCATENATED MODULE: ./command/keys/kit.js














/** Writes a page to print and lock away, with the secret key that is given. Nothing of it goes to the log. */
async function makeKit(world, { html, pdf, policy: path }) {
    if (html === undefined && pdf === undefined)
        throw new problem/* Problem */.AF('usage', 'the recovery kit needs a file to be written to', {
            hint: 'Run `backproof keys kit --pdf recovery-kit.pdf`, print it, and delete the file.',
        });
    const [key, ...more] = await (0,project_secret/* readSecretKeys */.fL)(world);
    if (!key || more.length > 0)
        throw new problem/* Problem */.AF('usage', `${more.length + 1} secret keys are given, and a kit is of one`, {
            hint: 'Leave one rsec1... key in BACKPROOF_SECRET_KEY, and make a kit of each.',
        });
    const policy = await policyAtHand(world, path);
    const document = (0,report/* kitDocument */.G5)(await lookOf(world, key, policy));
    const files = [];
    if (html !== undefined)
        files.push(await (0,file/* replaceSecretFile */.Tp)((0,policy_file/* pathFrom */.Iw)(world.cwd, html), (0,report/* documentHtml */.t4)(document), 'html'));
    if (pdf !== undefined)
        files.push(await (0,file/* replaceSecretFile */.Tp)((0,policy_file/* pathFrom */.Iw)(world.cwd, pdf), await (0,report_pdf/* printPdf */.g)(document), 'pdf'));
    const text = () => `the recovery kit of ${key.fingerprint} is in ${files.join(' and ')}, which only you can read: print it, lock it away, and delete the file`;
    return { json: { version: 1, fingerprint: key.fingerprint, files }, text, problems: [] };
}
/** undefined: there is none here; the key is worth a page all the same. One with mistakes is told. */
async function policyAtHand(world, path) {
    try {
        return (0,project_project/* makeProject */.M)(world, await (0,policy_file/* readPolicy */.T4)(world, path), []).policy;
    }
    catch (error) {
        if (path === undefined && (0,problem/* isProblem */.AN)(error, 'usage'))
            return undefined;
        throw error;
    }
}
async function lookOf(world, key, policy) {
    const recipient = (0,seal/* recipientOf */.du)(key);
    const named = policy && (0,age/* keysHeld */.Ew)(policy).find((one) => one.fingerprint === key.fingerprint);
    const secret = (0,seal/* encodeSecretKey */._v)(key);
    const scripts = [...(0,recovery_kit_text/* kitOf */.O)(await (0,pages/* readPages */.n)(), world_0/* version */.rE)].filter(([name]) => name.endsWith('.py'));
    return {
        project: policy?.project ?? 'backups',
        at: world.now().toISOString(),
        ...{ secret, recipient, fingerprint: key.fingerprint, inPolicy: named !== undefined },
        // Upper case is shorter as a code, and the same key.
        picture: (0,qr/* default */.Ay)(secret.toUpperCase(), 'svg', { ecc: 'quartile' }),
        ...(named?.holder === undefined ? {} : { holder: named.holder }),
        stores: Object.entries(policy?.stores ?? {}).map(([name, store]) => ({ name, where: whereOf(store, world.cwd) })),
        sources: Object.keys(policy?.sources ?? {}),
        scripts: scripts.map(([name, text]) => ({ name, sha256: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') })),
    };
}
/** On paper, a path says nothing that begins in some working folder. */
function whereOf(store, cwd) {
    if (store.kind === 'directory')
        return `directory ${store.path.includes('${') ? store.path : (0,policy_file/* pathFrom */.Iw)(cwd, store.path)}`;
    const endpoint = store.endpoint === undefined ? '' : ', at the endpoint of the policy';
    return `s3://${store.bucket}${store.prefix === '' ? '' : `/${store.prefix}`} (${store.region}${endpoint})`;
}

// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
;// CONCATENATED MODULE: ./command/keys/rotate-backup.js




/**
 * Boxes one backup to these recipients in every store. Its data key is tried on a part of it before anything is written, so a
 * key object that somebody has put there is not taken for it. Then, in each store: the new boxes beside the old ones, read back
 * and opened; only then the new ones alone, read back. Throws `key-wrong`, `object-damaged`, and failures of stores.
 */
async function rotateBackup(work, signal) {
    const { source, id, places, recipients, secrets } = work;
    const faults = [];
    const copies = [];
    for (const place of places)
        await tolerate(faults, async () => {
            const copy = await readKeyCopy(place, source, id, signal);
            if (copy)
                copies.push(copy);
        });
    const [first, ...others] = copies;
    if (!first)
        return { how: 'skipped', faults };
    const same = others.every(({ bytes }) => Buffer.from(bytes).equals(first.bytes));
    const opened = [];
    const broken = new Set();
    for (const copy of copies) {
        if (!opensWith(copy, secrets))
            continue;
        try {
            opened.push({ copy, key: (0,seal/* unboxDataKey */._n)(copy.object, secrets) });
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            faults.push(unopened(copy, error));
            broken.add(copy);
        }
    }
    const known = opened[0]?.key;
    if (known === undefined) {
        // Whoever has rotated away from a key cannot open it any more, and need not.
        if (same && isFor(first, recipients))
            return { how: 'already', faults };
        const closed = copies.find((copy) => !broken.has(copy));
        if (closed === undefined)
            return { how: 'already', faults };
        throw wrongKey(closed, secrets);
    }
    const other = opened.find(({ key }) => !Buffer.from(key).equals(known));
    if (other)
        throw otherKey(id, first, other.copy);
    const changes = copies.map((copy) => ({ copy, to: (0,seal/* rewrap */.gH)(copy.object, known, recipients) }));
    const todo = changes.filter(({ copy, to }) => !broken.has(copy) && !isDone(copy, to, same));
    for (const { copy } of todo)
        if (!opensWith(copy, secrets))
            faults.push(wrongKey(copy, secrets));
    const own = todo.filter(({ copy }) => opensWith(copy, secrets));
    if (own.length === 0)
        return { how: 'already', faults };
    if (!(await isProven(work, known, signal)))
        return { how: 'skipped', faults };
    for (const change of own)
        await tolerate(faults, () => replaceKeys(work, change, signal));
    return { how: 'rotated', faults };
}
const opensWith = ({ object }, secrets) => object.boxes.some(({ to }) => secrets.some((secret) => secret.fingerprint === to));
const isFor = ({ object: { boxes } }, recipients) => new Set(boxes.map(({ to }) => to)).symmetricDifference(new Set(recipients.map(seal/* fingerprint */.Rj))).size === 0;
/** As it was first sealed, to these; or as a rotation to these makes it. `same`: the copies in all stores are. */
const isDone = (copy, { bytes, added, dropped }, same) => Buffer.from(copy.bytes).equals(bytes) || (same && added.length + dropped.length === 0);
/** Whether a part of it opens with this key; false: no store has its manifest. Throws what is wrong with each copy that was tried. */
async function isProven({ source, id, places }, key, signal) {
    let last;
    for (const place of places) {
        try {
            const name = catalog/* objectName */.Hd.manifest(source, id);
            const there = await (0,catalog/* readStored */.CL)(place.store, name, signal);
            if (!there)
                continue;
            const manifest = (0,catalog/* parseManifest */.eE)(there.bytes, id, `${name} in ${place.store.where}`);
            await tryKey(place, manifest, key, signal);
            return true;
        }
        catch (error) {
            // What an archive class keeps from being read is asked of no one: its key object alone is changed.
            if ((0,problem/* isProblem */.AN)(error, 'object-archived'))
                return true;
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            last = error;
        }
    }
    if (last !== undefined)
        throw last;
    return false;
}
async function replaceKeys(work, { copy, to }, signal) {
    const { place } = copy;
    const name = catalog/* objectName */.Hd.key(work.source, work.id);
    let { etag } = copy.stored;
    // The store changes it only if nobody else has: what was purged meanwhile does not come back.
    const put = async (bytes) => {
        await place.store.put(name, bytes, { signal, ifMatch: etag, fromReserve: 'half' });
        const read = await (0,catalog/* readStored */.CL)(place.store, name, signal);
        etag = read?.stored.etag ?? etag;
        return read !== undefined && Buffer.from(read.bytes).equals(bytes) ? read.bytes : undefined;
    };
    for (const bytes of [...(to.both && to.added.length > 0 ? [to.both] : []), to.bytes]) {
        const read = await put(bytes);
        if (read && to.opensIn((0,seal/* parseKeyObject */.I9)(read, name, work.id)))
            continue;
        await put(copy.bytes);
        throw new problem/* Problem */.AF('object-damaged', `${place.store.where} did not give back the key object ${name} as it was sent`, {
            hint: 'The old one was put back. Look at the disk or the service of this store, then run it again.',
        });
    }
}
function wrongKey(copy, secrets) {
    const sealedTo = copy.object.boxes.map(({ to }) => to).join(', ');
    const given = secrets.map((secret) => secret.fingerprint).join(', ');
    return new problem/* Problem */.AF('key-wrong', `${copy.object.id} in ${copy.place.name} is sealed to ${sealedTo}; the secret keys given are for ${given}`, { hint: 'Give the secret keys of the old recipients in BACKPROOF_SECRET_KEY, separated by spaces.' });
}
const unopened = ({ object, place }, cause) => new problem/* Problem */.AF('object-damaged', `the key object of ${object.id} in ${place.name} is damaged: its box does not open`, {
    hint: `\`backproof verify ${object.id} --level read --store ${place.name}\` records it; the next \`run\` then heals it from another store.`,
    cause,
});
const otherKey = (id, one, other) => new problem/* Problem */.AF('object-damaged', `the key objects of ${id} in ${one.place.name} and ${other.place.name} are of different data keys: neither was changed`, { hint: `\`backproof verify ${id} --level read --store ${one.place.name}\` tells whether that copy opens.` });
/** What is wrong with one copy keeps no other from being rotated. */
async function tolerate(faults, body) {
    try {
        await body();
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        faults.push(error);
    }
}

;// CONCATENATED MODULE: ./command/keys/rotate.js
var rotate_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var rotate_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Boxes the data key of every backup and of every piece of log, in every store, to the recipients of the policy, or to those
 * that are named, and to nobody else. No data is read or written but one small part of each backup that is changed. Whatever is
 * killed, each backup opens with the keys that it had or with the new ones: run it again to go on.
 */
const rotateKeys = async (world, options) => {
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    const recipients = wantedRecipients(project.policy, options);
    const secrets = await project.secretKeys();
    const { folders, unread } = await keyFolders(project, options.source ?? []);
    const failed = unread.map(({ where, error }) => ({ what: where, error }));
    const done = new Map();
    for (const folder of folders) {
        const name = ownerOf(folder.name);
        const tally = done.get(name) ?? { source: name, rotated: 0, already: 0, skipped: 0 };
        done.set(name, tally);
        try {
            failed.push(...(await rotateFolder({ project, folder, recipients, secrets, tally })));
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error) || (0,problem/* isProblem */.AN)(error, 'cancelled'))
                throw error;
            failed.push({ what: folder.name, error });
        }
    }
    failed.push(...(await keepRecords(project, folders, done, failed)));
    return rotate_resultOf(world, recipients, [...done.values()], failed);
};
/** Whom backups are sealed to from now on, by the policy: a key that is named and not in it would open no backup of tomorrow. */
function wantedRecipients({ encryption, path }, { to = [] }) {
    const known = encryption.recipients.map((one) => one.toLowerCase());
    for (const key of to) {
        const fault = (0,seal/* recipientFault */.cB)(key);
        if (fault !== undefined)
            throw new problem/* Problem */.AF('key-invalid', `--to ${fault}`, { hint: 'Give a recipient: rpub1..., of 63 characters.' });
        if (known.includes(key.toLowerCase()))
            continue;
        throw new problem/* Problem */.AF('usage', `${(0,seal/* fingerprint */.Rj)(key)} (--to) is not a recipient of ${path}`, {
            hint: 'Add it to encryption.recipients first, so that new backups are sealed to it as well.',
        });
    }
    return to.length > 0 ? to : encryption.recipients;
}
/** So long one that was killed keeps backups and ticks from the source, and itself from going on. */
const leaseMs = 5 * 60_000;
/** Under a lease in each store, so that nothing is copied, healed or purged meanwhile. Throws `lease-held`. */
async function rotateFolder({ project, folder, recipients, secrets, tally, }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const leases = rotate_addDisposableResource(env_1, await (0,session/* takeLeases */.Dl)(project, folder.name, folder.places, { ttlMs: leaseMs }), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const failed = leases.failed.map(({ store, problem }) => ({ what: store, error: problem }));
        const ids = await keyIds({ name: folder.name, places: leases.places }, signal);
        let count = 0;
        const _ = rotate_addDisposableResource(env_1, world.log.progress({ what: `${folder.name}: keys`, done: () => count, of: ids.size, unit: 'backups' }), false);
        await (0,catalog/* eachAtOnce */.GU)([...ids], async ([id, places]) => {
            try {
                const { how, faults } = await rotateBackup({ source: folder.name, id, places, recipients, secrets }, signal);
                tally[how] += 1;
                failed.push(...faults.map((error) => ({ what: id, error })));
            }
            catch (error) {
                if (!(0,problem/* isFailure */.N6)(error) || (0,problem/* isProblem */.AN)(error, 'cancelled', 'lease-abandoned'))
                    throw error;
                failed.push({ what: id, error });
            }
            count += 1;
        });
        return failed;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = rotate_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Who can open backups has changed: each store says of each source when, and by whom. */
async function keepRecords({ world, openedAt }, folders, done, failed) {
    const unwritten = [];
    for (const [source, { rotated }] of done) {
        if (rotated === 0)
            continue;
        const own = folders.filter(({ name }) => ownerOf(name) === source);
        const places = [...new Map(own.flatMap(({ places }) => places).map((place) => [place.name, place])).values()];
        const [fault] = failed.filter(({ what }) => ownerOf((0,catalog/* sourceOf */.vz)(what) ?? what) === source);
        const id = (0,catalog/* makeId */.M4)(source, openedAt, 0);
        const outcome = fault ? 'failed' : 'succeeded';
        const record = {
            ...{ id, source, command: 'rotate', trigger: 'manual', outcome },
            ...{ startedAt: openedAt, finishedAt: world.now() },
            because: [`${(0,words/* plural */.LS)(rotated, 'backup')} sealed to other keys`],
            ...(fault ? { problem: problemOf(world, fault.error) } : {}),
        };
        const key = catalog/* objectName */.Hd.run(source, openedAt, id, outcome, 'rotate');
        const refused = await (0,catalog/* putRecord */.j8)(places, key, (0,catalog/* encodeRun */.M$)(record, world.origin), world.signal);
        unwritten.push(...refused.map(({ place, problem }) => ({ what: place.name, error: problem })));
    }
    return unwritten;
}
function problemOf(world, error) {
    const { code, message } = (0,result/* problemJson */.ok)(error);
    return { code, message: world.redact(message) };
}
function rotate_resultOf(world, recipients, sources, failed) {
    const total = (of) => sources.reduce((sum, one) => sum + one[of], 0);
    const to = recipients.map(seal/* fingerprint */.Rj);
    const json = {
        version: 1,
        recipients: to,
        rotated: total('rotated'),
        already: total('already'),
        sources,
        failed: failed.map(({ what, error }) => ({ what, ...problemOf(world, error) })),
    };
    const text = () => [
        `${(0,words/* plural */.LS)(total('rotated'), 'backup')} sealed to ${(0,words/* namesSome */.Tc)(to)}; ${total('already').toLocaleString('en-US')} had these recipients`,
        ...sources.map(({ source, rotated, already }) => `  ${source}: ${rotated} rotated, ${already} as they were`),
        ...failed
            .slice(0, rotate_mostTold)
            .map(({ what, error }) => `  not rotated: ${what}: ${problemOf(world, error).message}`),
        ...(failed.length > rotate_mostTold ? [`  and ${failed.length - rotate_mostTold} more, all in --json`] : []),
        ...(failed.length > 0 ? ['Run it again once that is mended: what is done is not done twice.'] : []),
    ].join('\n');
    const problems = distinct(failed);
    return { json, text, problems, told: [] };
}
const rotate_mostTold = 20;
/** One of each kind: ten thousand backups that a key does not open are one mistake. */
function distinct(failed) {
    return [...new Map(failed.map(({ error }) => [(0,problem/* isProblem */.AN)(error) ? error.code : error, error])).values()];
}

;// CONCATENATED MODULE: ./command/keys/split.js



/** Splits the secret key that is given into shares for several people; opens it again with some of them before it shows them. */
async function splitKey(world, { shares = '3', threshold = '2' }) {
    const key = await theKey(world);
    const into = { shares: Number(shares), threshold: Number(threshold) };
    const made = await (0,seal/* splitSecret */.jW)(key, into);
    // Those that come last: the first ones would show no mistake in the others.
    const [again] = (0,seal/* parseSecretKeys */.ac)(await (0,seal/* joinShares */.fl)(made.slice(-into.threshold).join(' ')));
    if (again?.fingerprint !== key.fingerprint)
        throw new Error('the shares do not give the key back');
    const json = { version: 1, fingerprint: key.fingerprint, ...into, texts: made };
    const text = () => [
        ...made.map((share, at) => `share ${at + 1}  ${share}`),
        '',
        `Any ${into.threshold} of these ${into.shares} open what is sealed to ${key.fingerprint}; fewer open nothing, and tell nothing of the key.`,
        'Give each to another person, on paper or in a password manager, and keep no copy of all of them in one place.',
        'To use them: BACKPROOF_SECRET_KEY with the shares, separated by spaces, in place of the key; or `backproof keys join`.',
    ].join('\n');
    return { json, text, problems: [] };
}
/** Puts shares together again, those of BACKPROOF_SECRET_KEY or those that are typed, and shows the key. */
async function joinKey(world) {
    const given = (0,project_secret/* hasSecretKey */.iH)(world) ? await (0,project_secret/* readKeyText */.ju)(world) : await typedShares(world);
    if (!/\brshr1/i.test(given))
        throw noShare();
    const joined = await (0,project_secret/* readSecretKeys */.fL)({
        ...world,
        env: { ...world.env, BACKPROOF_SECRET_KEY: given, BACKPROOF_SECRET_KEY_FILE: undefined },
    });
    const [key, ...more] = joined;
    if (!key || more.length > 0)
        throw new problem/* Problem */.AF('usage', `the shares are of ${joined.length} keys, and one is put together at a time`, {
            hint: 'Give the shares of one key only; each names its key, and `backproof keys join` tells which.',
        });
    const secret = (0,seal/* encodeSecretKey */._v)(key);
    const text = () => [`secret  ${secret}`, '', `It opens what is sealed to ${key.fingerprint}.`].join('\n');
    return { json: { version: 1, fingerprint: key.fingerprint, secret }, text, problems: [] };
}
/** Of a terminal, until there are enough. */
async function typedShares({ ask, mask }) {
    if (!ask)
        throw noShare();
    let shares = '';
    for (;;) {
        const typed = (await ask('A share (rshr1...), or Enter when these were all: ')).trim();
        if (typed === '')
            return shares;
        mask(typed);
        shares = `${shares} ${typed}`;
    }
}
const noShare = () => new problem/* Problem */.AF('key-missing', 'no share was given', {
    hint: 'Set BACKPROOF_SECRET_KEY to the rshr1... shares, separated by spaces; on a terminal `backproof keys join` asks for them.',
});
async function theKey(world) {
    const [key, ...more] = await (0,project_secret/* readSecretKeys */.fL)(world);
    if (key && more.length === 0)
        return key;
    throw new problem/* Problem */.AF('usage', `${more.length + 1} secret keys are given, and one is split at a time`, {
        hint: 'Leave one rsec1... key in BACKPROOF_SECRET_KEY.',
    });
}

;// CONCATENATED MODULE: ./command/keys/keys.js







/** What can be done with keys, by the word after `keys`. */
const verbs = {
    generate: async (world) => aside(world, makeKeys),
    index: async (world) => aside(world, makeIndexKey),
    kit: async (world, options) => {
        refuseInWorkflow(world);
        return makeKit(world, options);
    },
    split: async (world, options) => {
        refuseInWorkflow(world);
        return splitKey(world, options);
    },
    join: async (world) => {
        refuseInWorkflow(world);
        return joinKey(world);
    },
    check: checkKeys,
    rotate: rotateKeys,
    drill: drillKeys,
};
/** Makes keys, tells who can open what, and seals backups to other keys. */
const keys = async (world, options) => {
    const [verb = '', ...rest] = options.words ?? [];
    const run = rest.length === 0 && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (run)
        return run(world, options);
    const words = options.words ?? [];
    const said = words.length > 0 ? `, not ${words.join(' ')}` : '';
    throw new problem/* Problem */.AF('usage', `keys takes one word, ${Object.keys(verbs).join(', ')}${said}`, {
        hint: 'Run `backproof keys generate` for new keys, `backproof keys check` to see who can open what, `backproof keys rotate` to change that.',
    });
};
function aside(world, make) {
    refuseInWorkflow(world);
    return make();
}
function refuseInWorkflow({ env }) {
    if (env['GITHUB_ACTIONS'] !== 'true')
        return;
    throw new problem/* Problem */.AF('usage', 'keys are not made, printed, split or joined in a workflow: its log would contain the secret ones', {
        hint: 'Run `backproof keys generate` on your own machine and store the secrets as repository secrets.',
    });
}


/***/ }),

/***/ 48264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** What has changed on the servers since they were last listed, in words: said once, by the run that finds it. */
function sayDatabases({ expansions, world }) {
    const said = expansions.flatMap(({ group, fresh, vanished, members }) => [
        ...(fresh.length > 0 && fresh.length === members.length
            ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'database')}, each a source of its own: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
            : fresh.length > 0
                ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'new database')}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
                : []),
        ...(vanished.length > 0
            ? [
                `${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(vanished.length, 'database')} ${vanished.length === 1 ? 'is' : 'are'} not on the server any more: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(vanished)}; the backups stay until \`backproof retire SOURCE\` lets them go`,
            ]
            : []),
    ]);
    return said.map(world.redact);
}
/** Of which sources it is not known which databases they have, why, and what to do; no names: of all. */
function doubtsOf({ expansions, world }, names = []) {
    return expansions.flatMap(({ group, doubt }) => {
        if (doubt === undefined || (names.length > 0 && !names.includes(group.name)))
            return [];
        const message = `which databases there are is not known: ${world.redact(doubt)}`;
        return [{ group, message, hint: `Run \`backproof run --source ${group.name}\`, which makes the list anew.` }];
    });
}
/** The same as sentences. */
const saidDoubts = (project, names) => doubtsOf(project, names).map(({ group, message, hint }) => `${group.name}: ${message}. ${hint}`);
/** The same for programs. */
function databasesReport({ expansions }) {
    if (expansions.length === 0)
        return {};
    const databases = expansions.map(({ group, members, gone, fresh, vanished }) => ({
        source: group.name,
        count: members.length,
        ...{ new: fresh, vanished, gone: gone.map(({ name }) => name) },
    }));
    return { databases };
}
/** Servers that did not say which databases they have: nothing is concluded from that, and it is told. */
function unlisted({ expansions }) {
    return expansions.flatMap(({ group, failure }) => failure === undefined ? [] : [{ source: group.name, error: failure }]);
}
/** Throws why there is no telling whether the source's database is there. */
function requireListed({ expansions }, { name, member, databases }) {
    const group = expansions.find((one) => one.group.name === (member?.group ?? name));
    if (group?.failure !== undefined)
        throw group.failure;
    if (databases === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `which databases ${name} has is not known: its server was not asked`, {
        hint: `Run \`backproof backup --source ${name}\` where the server can be reached.`,
    });
}


/***/ }),

/***/ 20172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ past),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Ih: () => (/* binding */ keepTrial),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   Ve: () => (/* binding */ describeTask),
/* harmony export */   WE: () => (/* binding */ beginWithDatabases),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   te: () => (/* binding */ isOfStore)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79148);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43133);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48264);







/** `sources`: those that the command was asked to see to; of the others nothing is reported. */
function newSession(project, command, sources = project.sources) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
        drills: [],
    };
}
/** What the servers' answers have changed is said, and those that did not answer are problems: gives what to say at the end. */
function beginWithDatabases({ project, problems }) {
    const { log, redact } = project.world;
    for (const { source, error } of (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .unlisted */ .B$)(project)) {
        problems.push({ source, error });
        log.error(`${source}: ${redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
    }
    const changed = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .sayDatabases */ .a9)(project);
    for (const line of changed)
        log.warning(line);
    return changed;
}
/** Of a source that has left the policy, what its backups are of is theirs alone to say. */
function emptyReport(source) {
    return { source: source.name, engine: source.engine ?? 'retired', tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws. Gives whether it was done, and whole.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    let done = false;
    // What only decides is not worth a heading: of 25 sources with nothing to do, 25 would be all that is seen.
    const within = recorded ? world.log.group : (_, body) => body();
    await within(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            done = skipped === undefined && failures.length === 0;
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok);
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
        };
        const isRecorded = recorded === 'failures' ? failures.length > 0 : recorded;
        const { places } = isRecorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome, work);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            // That it takes no record either only follows from a failure that is told.
            if (!session.failing.has(place.name) && !failures.some((known) => isOfStore(known, place.store.where)))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            if (isTold(session, source, error) || isToldOfStore(session, source, error))
                continue;
            const told = session.problems.some((known) => (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(known.error) === (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
            session.problems.push({ source: source.name, error });
            if (!told)
                world.log.error(`${source.name}: ${world.redact((0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutSource */ .iV)((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), source.name))}`);
        }
    });
    return done;
}
/** Whether a failure tells of the store of this place already. */
function isOfStore(error, where) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) && /^(?:store-|retention-refused)/.test(error.code) && error.message.includes(where);
}
/** A key that fits neither of two proofs is one problem of the source. */
function isTold({ problems }, { name }, error) {
    return problems.some(({ source, error: known }) => source === name && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, known.code) && known.message === error.message);
}
/** What a store refuses its catalog, it refuses the backup for the same reason: that is one problem of the source. */
function isToldOfStore({ problems }, { name }, error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) || !error.code.startsWith('store-'))
        return false;
    // "orders-... is not in b: nothing at all is in ..." after "b could not be listed: nothing at all is in ..."
    const why = error.message.split(': ').slice(1).join(': ');
    return problems.some(({ source, error: known }) => source === name &&
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) &&
        known.code.startsWith('store-') &&
        known.hint === error.hint &&
        why !== '' &&
        known.message.endsWith(`could not be listed: ${why}`));
}
/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session, source, work, because) {
    session.project.world.log.warning(`${source.name}: ${because}`);
    const known = session.reports.get(source.name) ?? emptyReport(source);
    const tasks = known.tasks.map((task) => task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task);
    session.reports.set(source.name, { ...known, tasks });
}
function merge(session, source, found) {
    const known = session.reports.get(source.name) ?? emptyReport(source);
    session.reports.set(source.name, {
        ...known,
        ...found,
        tasks: [...known.tasks, ...(found.tasks ?? [])],
        proofs: [...known.proofs, ...(found.proofs ?? [])],
        history: found.history ?? known.history,
    });
}
/** A task as it stands in the report. */
function describeTask(task) {
    const { kind, due, because, next } = task;
    const paused = task.kind === 'backup' && task.paused ? { paused: true } : {};
    return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) };
}
/** Stores a proof beside its backup; gives the failure where not every place took it. */
async function keepProof({ versions, signal }, places, source, proof) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putProof */ .mc)(places, source, proof, versions, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** The same of a trial. */
async function keepTrial({ signal }, places, source, trial) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putTrial */ .g0)(places, source, trial, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** What the catalog knows from before: sizes for the sparkline, and the newest proof. */
function past(catalog, now, newest) {
    const proofs = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).flatMap((entry) => entry.proofs);
    const [last] = proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    return {
        history: history(catalog, now, newest),
        ...(last
            ? { lastProof: { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt.toISOString() } }
            : {}),
    };
}
/** The sizes of the backups so far, oldest first. */
function history(catalog, now, newest) {
    const entries = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session, warnings = []) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        timezone: policy.timezone,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: problems.filter(({ source }) => !session.reports.has(source)).map((p) => problemReport(project, p)),
        ...(0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .databasesReport */ .Fn)(project),
        ...(session.drills.length > 0 ? { drills: session.drills } : {}),
        ...(warnings.length > 0 ? { warnings } : {}),
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        told: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; reports earlier holders that never released theirs. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false, goesOn = false, ttlMs } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, {
        ...{ holder: holderOf(project), timezone: project.policy.timezone },
        ...{ now, signal, fromReserve, goesOn, ...(ttlMs === undefined ? {} : { ttlMs }) },
    });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ }),

/***/ 91721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readPages)
/* harmony export */ });
/* harmony import */ var _asset_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18462);

/** The pages that every store carries. */
async function readPages() {
    const [recovery, format] = await Promise.all([
        readPage(__webpack_require__.ab + "recovery.md", 'recovery.md'),
        readPage(__webpack_require__.ab + "format.md", 'format.md'),
    ]);
    return { recovery, format };
}
const readPage = async (built, name) => (await (0,_asset_js__WEBPACK_IMPORTED_MODULE_0__/* .readAsset */ .f)(built, () => `${import.meta.dirname}/../../../docs/${name}`)).toString();


/***/ }),

/***/ 60066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ kitOf)
/* harmony export */ });
const folder = 'RECOVERY';
/**
 * What stands in a store beside the backups, by key: the page, the format, and each script of the page as a file of its own. The
 * page is the last. Pure.
 */
function kitOf({ recovery, format }, version) {
    const scripts = [...recovery.matchAll(/```python ([a-z-]+\.py)\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => [`${folder}/${name}`, `# Backproof ${version}\n${text}`]);
    const page = [
        `*These are backups made by Backproof ${version}. Nothing here is secret. To open one you need this store and the secret key of a`,
        `recipient. The scripts below are also files, in ${folder}/ beside this page.* **Whoever can write here can alter them: compare them`,
        "with a copy of your own, or with those of Backproof's repository, before you give them a key.**",
        '',
        recovery
            .replaceAll('](format.md', `](${folder}/format.md`)
            .replaceAll(/\[([^\]]+)\]\((?!RECOVERY\/|#)[a-z-]+\.md[^)]*\)/g, '$1'),
    ].join('\n');
    const plainFormat = format.replaceAll(/\[([^\]]+)\]\((?!#)[^)]*\)/g, '$1');
    return new Map([
        ...scripts,
        [`${folder}/format.md`, `*Of Backproof ${version}.*\n\n${plainFormat}`],
        [`${folder}.md`, page],
    ]);
}


/***/ }),

/***/ 2143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tp: () => (/* binding */ replaceSecretFile),
/* harmony export */   fR: () => (/* binding */ replaceFile)
/* harmony export */ });
/* unused harmony export fileNouns */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);




/** Options of `report` that name a file, and what goes there. */
const fileNouns = {
    html: 'page',
    badge: 'badge',
    prometheus: 'metrics file',
    'markdown-file': 'Markdown file',
    pdf: 'PDF',
    runbook: 'recovery plan',
};
/** Replaces the file as a whole: whoever reads it sees all of the old one or all of the new one. Throws `usage`. */
async function replaceFile(path, content, option) {
    // In the same folder, or the rename would be a copy; and hidden, without the end that collectors of metrics look for.
    const temporary = path.replace(/[^/]*$/, (name) => `.${name}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)}.tmp`);
    await writing(option, async () => {
        try {
            if (await isPlain(path)) {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, content, { flag: 'wx' });
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
            }
            else
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, content);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true }).catch(() => { });
            throw error;
        }
    });
}
async function writing(option, body) {
    try {
        await body();
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the ${fileNouns[option]} cannot be written: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(cause)}`, {
            hint: `Give --${option} a file in a folder that exists and may be written to.`,
            cause,
        });
    }
}
/** The same of what only this user may read, whatever was there; gives the path. */
async function replaceSecretFile(path, content, option) {
    await writing(option, async () => {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, content, { flag: 'wx', mode: 0o600 });
    });
    return path;
}
/** A file, or nothing yet; a pipe or /dev/stdout is written to, and stays what it is. */
async function isPlain(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    return found?.isFile() ?? true;
}


/***/ }),

/***/ 89891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printPdf)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98995);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57027);
/* harmony import */ var _asset_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18462);



/** The document as PDF: the same bytes for the same document. */
async function printPdf(document) {
    // The names of its virtual files are cut at the folder of their module, which only CommonJS has a word for: the bundle does not.
    Object.assign(globalThis, { __dirname: import.meta.dirname });
    // Here and not above: what prints takes longer to load than all else, and hardly any run needs it.
    const [{ default: pdfmake }, { create }, regular, bold] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(512247), __webpack_require__.e(948138)]).then(__webpack_require__.t.bind(__webpack_require__, 41722, 19)),
        Promise.all(/* import() */[__webpack_require__.e(512247), __webpack_require__.e(836509)]).then(__webpack_require__.bind(__webpack_require__, 56809)),
        readFont(__webpack_require__.ab + "DejaVuSans.ttf", 'DejaVuSans.ttf'),
        readFont(__webpack_require__.ab + "DejaVuSans-Bold.ttf", 'DejaVuSans-Bold.ttf'),
    ]);
    // Nothing of the report is an address, and none would be followed.
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy(() => false);
    // Its types do not know it.
    const { virtualfs } = pdfmake;
    virtualfs.writeFileSync('regular.ttf', regular);
    virtualfs.writeFileSync('bold.ttf', bold);
    const [normal, thick] = ['regular.ttf', 'bold.ttf'];
    pdfmake.setFonts({ Page: { normal, bold: thick, italics: normal, bolditalics: thick } });
    const fonts = [regular, bold].map((bytes) => create(bytes));
    const covers = (codePoint) => fonts.every((font) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(codePoint));
    return pdfmake.createPdf((0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .documentPdf */ .oi)(document, covers)).getBuffer();
}
const readFont = (built, name) => (0,_asset_js__WEBPACK_IMPORTED_MODULE_2__/* .readAsset */ .f)(built, () => (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`));


/***/ })

};
