export const id = 122843;
export const ids = [122843];
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

/***/ 18187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ restoreTimes)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);


/** How long restores took: of so many, of the newest. */
const mostRead = 12;
/** The times of the newest restores that passed, which the catalog reads by their names alone. Throws what the stores throw. */
async function restoreTimes(project, source, catalog) {
    const { world } = project;
    const proofs = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoresOf */ .TK)(catalog, world.now()).slice(0, mostRead);
    const times = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(proofs, async (proof) => {
        const place = await placeOf(project, catalog, proof);
        return place && [proof, await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readProofTimes */ .PB)(place, source, proof, world.signal)];
    });
    return new Map(times.filter((one) => one !== undefined));
}
/** A proof stands beside every copy of its backup: the store that it is of may have left the policy, or be away. */
async function placeOf(project, { entries, unread }, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = [proof.store, ...copies].find((store) => copies.includes(store) && !unread.some((one) => one.store === store));
    return name === undefined ? undefined : project.place(name);
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


/***/ }),

/***/ 6880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  report: () => (/* binding */ report_report)
});

// EXTERNAL MODULE: ./github/github.js + 7 modules
var github = __webpack_require__(15958);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./command/drill/look.js
var look = __webpack_require__(74077);
// EXTERNAL MODULE: ./command/keys/age.js
var age = __webpack_require__(33276);
// EXTERNAL MODULE: ./command/log/view.js
var view = __webpack_require__(68630);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/unclaimed.js
var unclaimed = __webpack_require__(20068);
;// CONCATENATED MODULE: ./command/health/images.js


/** Trials whose images are read, of the newest: so many can be told from their dates. */
const mostRead = 3;
/** On which images the newest trials were; what cannot be read is absent, and stays a trial. */
async function trialImages(project, source, { entries, trials = [], unread }) {
    const images = new Map();
    for (const trial of trials.slice(0, mostRead)) {
        const copies = entries.find(({ id }) => id === trial.id)?.copies ?? [];
        const name = copies.find((store) => !unread.some((one) => one.store === store));
        if (name === undefined)
            continue;
        try {
            const image = await (0,catalog_catalog/* readTrialImage */.oh)(await project.place(name), source, trial, project.world.signal);
            if (image !== undefined)
                images.set(trial, image);
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
        }
    }
    return images;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(73477);
;// CONCATENATED MODULE: ./command/health/probe.js





/** An answer that is so young is not asked for again. */
const freshMs = 5 * 60_000;
const answer = schemas/* object */.Ikc({
    state: schemas/* enum */.k5n(['reached', 'refused', 'unreachable', 'not-configured']),
    at: iso/* datetime */.w$(),
    durationMs: schemas/* number */.aig().min(0).exactOptional(),
    message: schemas/* string */.YjP().max(10_000).exactOptional(),
    hint: schemas/* string */.YjP().max(10_000).exactOptional(),
});
/** By the folder of caches and the store, for a process that asks again and again. */
const answers = new Map();
/**
 * Whether a store answers. What this run has read of it, or failed to read, says it best; else it is asked, within the time
 * limit of its kind of command, unless it answered within the last five minutes.
 */
async function probeStore(project, name, catalogs) {
    const { world } = project;
    const at = world.now().toISOString();
    const failed = catalogs.flatMap(({ unread }) => unread.find(({ store }) => store === name) ?? []);
    const [first] = failed;
    if (first) {
        const { code, message, hint } = first;
        return { state: stateOf(code), at, cached: false, message, ...(hint === undefined ? {} : { hint }) };
    }
    if (catalogs.length > 0)
        return { state: 'reached', at, cached: false };
    const known = await remembered(project, name);
    if (known)
        return { ...known, cached: true };
    const asked = await ask(project, name);
    await remember(project, name, asked);
    return { ...asked, cached: false };
}
async function ask(project, name) {
    const { world } = project;
    const at = world.now().toISOString();
    const began = world.monotonicMs();
    try {
        const { store } = await project.place(name);
        // A folder that holds next to nothing, and that every role may list.
        for await (const _ of store.list('.retired/', world.signal))
            break;
        return { state: 'reached', at, durationMs: Math.round(world.monotonicMs() - began) };
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return { ...told(error), at, durationMs: Math.round(world.monotonicMs() - began) };
    }
}
const told = ({ code, message, hint }) => ({
    state: stateOf(code),
    message,
    ...(hint === undefined ? {} : { hint }),
});
function stateOf(code) {
    if (code === 'secret-missing' || code === 'policy-invalid')
        return 'not-configured';
    return code === 'store-unavailable' ? 'unreachable' : 'refused';
}
const fileOf = ({ world }) => (0,external_node_path_.join)(world.cacheDirectory, 'probes.json');
const keyOf = (project, name) => {
    const config = project.policy.stores[name];
    const where = config?.kind === 's3' ? `s3://${config.bucket}/${config.prefix}` : config?.path;
    return `${where} as ${name} of ${project.policy.project}`;
};
async function remembered(project, name) {
    const key = keyOf(project, name);
    const found = answers.get(`${fileOf(project)}\n${key}`) ?? (await readAnswers(project))[key];
    if (!found)
        return undefined;
    const ageMs = project.world.now().getTime() - Date.parse(found.at);
    return ageMs >= 0 && ageMs < freshMs ? found : undefined;
}
async function remember(project, name, found) {
    const key = keyOf(project, name);
    answers.set(`${fileOf(project)}\n${key}`, found);
    const path = fileOf(project);
    const temporary = `${path}.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    const text = JSON.stringify({ ...(await readAnswers(project)), [key]: found });
    try {
        await (0,promises_.mkdir)(project.world.cacheDirectory, { recursive: true });
        await (0,promises_.writeFile)(temporary, project.world.redact(text));
        await (0,promises_.rename)(temporary, path);
    }
    catch {
        // A full or read-only disk: the store is asked again.
        await (0,promises_.rm)(temporary, { force: true }).catch(() => { });
    }
}
/** None where the file is not there, or cannot be parsed: then the stores are asked. */
async function readAnswers(project) {
    try {
        const parsed = schemas/* record */.g1P(schemas/* string */.YjP(), answer).safeParse(JSON.parse(await (0,promises_.readFile)(fileOf(project), 'utf8')));
        return parsed.success ? parsed.data : {};
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./command/restore/record/story.js
var record_story = __webpack_require__(74884);
;// CONCATENATED MODULE: ./command/health/restores.js



/**
 * Restores that somebody asked for, newest first. `read`: the stores that the catalog could read; of the others nothing is known.
 */
async function restoresMadeOf(project, name, read, unread) {
    const { world } = project;
    const { restores, unread: failed } = await (0,catalog_catalog/* listRestores */.eJ)(name, read, world.now(), world.signal);
    const told = await (0,record_story/* storiesOf */.TQ)(project, { name, stores: read.map((place) => place.name) }, restores.slice(0, judge/* most */.qr.restoresRead));
    const bare = restores
        .slice(judge/* most */.qr.restoresRead, judge/* most */.qr.restores)
        .map((one) => ({ ...one, started: undefined, ended: undefined }));
    return {
        seen: [...told, ...bare].map((one) => (0,record_story/* shownRestore */.Uf)(name, one)),
        left: Math.max(0, restores.length - judge/* most */.qr.restores),
        unread: [...unread, ...failed],
    };
}

;// CONCATENATED MODULE: ./command/health/sealed-to.js


/**
 * Whom the backups of a source are sealed to: of the newest, and since when each of its recipients has been. Keys are replaced
 * once in a while, so the first backup of a key is found by halving: about ten reads of a thousand. undefined: there is none.
 */
async function sealedTo(project, source, entries) {
    const now = project.world.now();
    const good = entries.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) === 'good');
    const [newest, oldest] = [good[0], good.at(-1)];
    if (!newest || !oldest)
        return undefined;
    const read = new Map();
    const recipientsOf = async (entry) => {
        const known = read.get(entry) ?? (await recipients(project, source, entry));
        read.set(entry, known);
        return known;
    };
    const since = new Map();
    for (const fingerprint of await recipientsOf(newest)) {
        // What is at `has` is sealed to it, what is at `lacks` is not.
        let [has, lacks] = [0, good.length];
        if ((await recipientsOf(oldest)).includes(fingerprint))
            has = good.length - 1;
        while (lacks - has > 1) {
            const middle = (has + lacks) >> 1;
            const entry = good[middle];
            if (entry && (await recipientsOf(entry)).includes(fingerprint))
                has = middle;
            else
                lacks = middle;
        }
        since.set(fingerprint, good[has]?.startedAt ?? newest.startedAt);
    }
    return { newest: await recipientsOf(newest), since };
}
async function recipients(project, source, { id, copies }) {
    const { store } = await project.place(copies[0] ?? '');
    const key = catalog_catalog/* objectName */.Hd.key(source, id);
    const bytes = await (0,catalog_catalog/* readObject */.Ag)(store, key, project.world.signal);
    return (0,seal/* parseKeyObject */.I9)(bytes, `${key} in ${store.where}`).boxes.map(({ to }) => to);
}

// EXTERNAL MODULE: ./command/health/times.js
var health_times = __webpack_require__(18187);
// EXTERNAL MODULE: ./command/health/work.js
var health_work = __webpack_require__(48912);
;// CONCATENATED MODULE: ./command/health/health.js
















/** Sources that are looked at at once: each reads its stores side by side. */
const atOnce = 8;
/** How every source and store of the project is, read from the stores. */
async function readHealth(project, options) {
    const { world, policy } = project;
    const now = world.now();
    const problems = [];
    const catalogs = new Map();
    const sources = await (0,catalog_catalog/* mapAtOnce */.$3)(project.sources, async (source) => {
        const catalog = await project.catalog(source);
        catalogs.set(source.name, catalog);
        const look = await lookAt(project, source, catalog, problems);
        return (0,judge/* judgeHealth */.u7)(policy, source, catalog, now, look);
    }, atOnce);
    // In the policy's order, whichever was read first.
    const gaps = project.sources.flatMap(({ name }) => {
        const catalog = catalogs.get(name);
        return catalog ? (0,entry/* gapsOf */.dc)({ ...catalog, damaged: [] }) : [];
    });
    const failing = new Set([...catalogs.values()].flatMap(({ unread }) => unread.map(({ store }) => store)));
    const looked = await (0,unclaimed/* lookUnclaimed */.A)(project, options, failing);
    const stores = await (0,catalog_catalog/* mapAtOnce */.$3)(storesOf(project, options), async (name) => {
        const own = project.sources.flatMap((source) => {
            const catalog = source.stores.includes(name) ? catalogs.get(source.name) : undefined;
            return catalog ? [catalog] : [];
        });
        return (0,judge/* judgeStore */.vV)(policy, name, own, await lookInto(project, name, own), now);
    });
    const findings = looked.warnings.map((message) => ({
        level: 'warning',
        code: / is not known: /.test(message) ? 'not-looked' : 'unclaimed',
        message,
    }));
    // Drills and keys are of the whole project: whoever asks about some sources does not ask about them.
    const whole = options.source === undefined;
    const drills = whole ? await (0,look/* lookAtDrills */.Jo)(project, [...catalogs.values()]) : undefined;
    const keys = whole ? await (0,age/* lookAtKeys */.$A)(project) : [];
    const health = (0,judge/* judgeProject */.T1)(policy, {
        ...{
            sources,
            stores,
            unclaimed: looked.unclaimed,
            findings: [...findings, ...(drills?.findings ?? []), ...keys],
        },
        drills: drills?.health,
    }, now);
    // Before anything is made of it: in Markdown and HTML a secret no longer looks like itself.
    return { health: (0,world_0/* redactAll */.$I)(health, (text) => cut(world.redact(text))), catalogs, problems: [...gaps, ...problems] };
}
const longest = 4000;
/** A message may be all that a program or a server has said. Of what is redacted already: half a secret would not be found. */
const cut = (text) => (text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`);
/** Whoever asks about some sources asks about their stores. */
function storesOf({ policy, sources }, { source = [] }) {
    const all = Object.keys(policy.stores);
    if (source.length === 0)
        return all;
    return all.filter((name) => sources.some(({ stores }) => stores.includes(name)));
}
async function lookAt(project, source, catalog, problems) {
    const { world } = project;
    const { places } = await project.places(source);
    const read = places.filter(({ name }) => !catalog.unread.some(({ store }) => store === name));
    const [times, keys, work, images, restores, log] = await (0,catalog_catalog/* all */.Q7)([
        attempt(() => (0,health_times/* restoreTimes */.N)(project, source.name, catalog)),
        keysOf(project, source, catalog),
        (0,health_work/* workOn */.x)(world, source.name, read),
        trialImages(project, source.name, catalog),
        restoresMadeOf(project, source.name, read, catalog.unread),
        attempt(() => (0,view/* logLook */.Gn)(project, source, catalog)),
    ]);
    if ('failed' in times)
        problems.push(times.failed);
    if ('failed' in log)
        problems.push(log.failed);
    return {
        ...('failed' in times ? { timesUnread: times.failed.message } : { times: times.value }),
        keys,
        images,
        restores,
        ...('failed' in log ? { logUnread: log.failed.message } : log.value ? { log: log.value } : {}),
        work: { ...work, unread: [...work.unread, ...catalog.unread.map(({ store }) => store)] },
    };
}
async function keysOf(project, source, catalog) {
    const policy = project.policy.encryption.recipients.map(seal/* fingerprint */.Rj);
    const found = await attempt(() => sealedTo(project, source.name, catalog.entries));
    if ('failed' in found)
        return { policy, unread: found.failed.message };
    return { policy, ...(found.value ? { sealedTo: found.value } : {}) };
}
async function attempt(body) {
    try {
        return { value: await body() };
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return { failed: error };
    }
}
async function lookInto(project, name, catalogs) {
    const { signal } = project.world;
    const probe = await probeStore(project, name, catalogs);
    if (probe.state !== 'reached' || probe.cached)
        return { probe, lock: { state: 'unknown' } };
    const opened = await attempt(() => project.place(name));
    if ('failed' in opened)
        return { probe, lock: { state: 'unknown' }, unread: [unreadOf('what is free', opened.failed)] };
    const { store } = opened.value;
    const room = await attempt(async () => store.room?.(signal));
    const lock = await attempt(() => lockIn(project, name, catalogs));
    return {
        probe,
        ...('value' in room && room.value ? { room: room.value } : {}),
        lock: 'failed' in lock ? { state: 'unknown' } : lock.value,
        unread: [
            ...('failed' in room ? [unreadOf('what is free on the file system', room.failed)] : []),
            ...('failed' in lock ? [unreadOf('the lock of the newest backup', lock.failed)] : []),
        ],
    };
}
const unreadOf = (what, { message, hint }) => ({
    what,
    message,
    ...(hint === undefined ? {} : { hint }),
});
/** Whether an object lock holds the newest backup there. */
async function lockIn(project, name, catalogs) {
    const { store } = await project.place(name);
    if (store.lockless)
        return { state: 'impossible' };
    const now = project.world.now();
    const [newest] = catalogs
        .flatMap(({ entries }) => entries)
        .filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) === 'good' && entry.copies.includes(name))
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    if (!newest)
        return { state: 'unknown' };
    const stored = await store.head(catalog_catalog/* objectName */.Hd.manifest(newest.manifest.source, newest.id), project.world.signal);
    const until = stored?.lockedUntil;
    return until && until > now ? { state: 'locked', until: until.toISOString() } : { state: 'unknown' };
}

// EXTERNAL MODULE: ./command/plan/pull-request.js
var pull_request = __webpack_require__(38421);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/stores/open-stores.js + 3 modules
var open_stores = __webpack_require__(34350);
;// CONCATENATED MODULE: ./command/report/evidence-reading.js




/** Of each source, the newest: years of daily ones. What is left out is said in the pack. */
const [mostTests, mostRestores] = [4000, 4000];
/**
 * Every test restore and every restore that the stores know of, with who asked and what shows it; and in sentences what the pack
 * does not have although the stores may. Throws what the stores throw.
 */
async function readEvidence(project, catalogs) {
    const now = project.world.now();
    const gaps = [];
    const tests = [];
    const restores = [];
    for (const source of project.sources) {
        const catalog = catalogs.get(source.name);
        if (!catalog)
            continue;
        const all = catalog.entries
            .filter((entry) => !['foreign', 'future'].includes((0,catalog_catalog/* standing */.JA)(entry, now)))
            .flatMap((entry) => entry.proofs.map((proof) => ({ entry, proof })))
            .filter(({ proof }) => proof.level === 'restore' && proof.startedAt <= now)
            .toSorted((a, b) => b.proof.startedAt.getTime() - a.proof.startedAt.getTime());
        tests.push(...(await (0,catalog_catalog/* mapAtOnce */.$3)(all.slice(0, mostTests), (one) => testOf(project, catalog, one.entry, one.proof))));
        const done = await restoresOf(project, source);
        restores.push(...done.restores);
        gaps.push(...gapsOf(catalog, all.length - mostTests, done));
    }
    return { reading: { tests, restores }, gaps };
}
/** What is not in the pack of one source. */
function gapsOf({ source, unread, damaged }, testsLeft, done) {
    const failed = new Set(unread.map(({ store }) => store));
    return [
        ...unread.map(({ store, message }) => `${source}: ${store} could not be read, so nothing that only it has is here: ${message}`),
        ...done.unread
            .filter(({ store }) => !failed.has(store))
            .map(({ store, message }) => `${source}: the restores that only ${store} knows of are not here: ${message}`),
        ...(testsLeft > 0 ? [`${source}: ${testsLeft} older test restores are not here`] : []),
        ...(done.left > 0 ? [`${source}: ${done.left} older restores are not here`] : []),
        ...damaged.map(({ store, id, message }) => `${source}: the proofs of ${id} in ${store} may be missing here: ${message}`),
    ];
}
async function testOf(project, catalog, entry, proof) {
    const { signal } = project.world;
    const source = catalog.source;
    const store = [proof.store, ...entry.copies].find((name) => entry.copies.includes(name) && !catalog.unread.some((one) => one.store === name));
    const place = store === undefined ? undefined : await project.place(store);
    const notKnown = [];
    /** What a store does not give is said in the pack, and the rest of it stands. */
    const attempt = async (fields, body) => {
        try {
            const found = await body?.();
            if (found === undefined)
                notKnown.push(`${fields}: ${body ? 'there is no record of it' : 'no store that has it could be read'}`);
            return found;
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error))
                throw error;
            notKnown.push(`${fields}: ${error.message}`);
            return undefined;
        }
    };
    const manifest = catalog_catalog/* objectName */.Hd.manifest(source, proof.id);
    // What only a name says is not claimed; a failure is believed in any case.
    const byName = proof.outcome === 'failed';
    const object = await attempt(`${byName ? '' : 'outcome, '}finished_at, restore_ms, steps, proof_sha256, test_versions`, place && (() => (0,catalog_catalog/* readProofObject */.iN)(place, source, proof, signal)));
    const times = object?.says;
    const digest = await attempt('manifest_sha256', place && (async () => (0,external_node_crypto_.hash)('sha256', await (0,catalog_catalog/* readObject */.Ag)(place.store, manifest, signal))));
    const run = await attempt('asked_by', place && (async () => runOf(catalog, proof, (one) => (0,catalog_catalog/* readRun */.cI)(place, one, signal))));
    const { actor, run: workflowRun } = run?.origin ?? {};
    if (run && actor === undefined)
        notKnown.push('asked_by: the record of the run does not say');
    const isKnown = byName || times !== undefined;
    if (object && !isKnown)
        notKnown.push('outcome: the proof object records no test, and only its name says that one passed');
    const took = (times?.durations['start'] ?? 0) + (times?.durations['restore'] ?? 0);
    if (times && took === 0)
        notKnown.push('restore_ms: the proof recorded no restore');
    return {
        source,
        backup: proof.id,
        backupStartedAt: entry.startedAt.toISOString(),
        startedAt: proof.startedAt.toISOString(),
        ...(times?.finishedAt ? { finishedAt: times.finishedAt.toISOString() } : {}),
        ...(isKnown ? { outcome: proof.outcome } : {}),
        store: proof.store,
        engine: entry.manifest.engine,
        backupVersions: entry.manifest.versions,
        bytes: entry.bytes,
        ...(times ? { testVersions: times.versions } : {}),
        ...(object ? { proofSha256: (0,external_node_crypto_.hash)('sha256', object.bytes) } : {}),
        ...(actor === undefined ? {} : { askedBy: actor }),
        ...(run ? { askedBecause: run.because.join('; ') } : {}),
        ...(workflowRun === undefined ? {} : { run: workflowRun }),
        ...(took > 0 ? { restoreMs: took } : {}),
        ...(times ? { durations: times.durations } : {}),
        failures: proof.findings.filter(({ level }) => level === 'failure').map(({ message }) => message),
        manifest,
        ...(digest === undefined ? {} : { manifestSha256: digest }),
        proof: catalog_catalog/* objectName */.Hd.proof(source, proof.id, proof.startedAt, proof.level, proof.store, proof.outcome),
        notKnown,
    };
}
/** The attempt that the proof came of: the last one at a restore proof that began no later than it, and did not end before it. */
async function runOf({ runs }, proof, read) {
    const [last] = runs
        .filter(({ command, startedAt }) => command === 'restore' && startedAt <= proof.startedAt)
        .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const whole = last && (last.origin ? last : await read(last));
    return whole && whole.finishedAt >= proof.startedAt ? whole : undefined;
}
async function restoresOf(project, source) {
    const { seen, unread } = await (0,record_story/* seenRestores */.TD)(project, source);
    const stories = await (0,record_story/* storiesOf */.TQ)(project, source, seen.slice(0, mostRestores));
    const restores = stories.map((story) => {
        const { id, backup, state, startedAt, completedAt, origin, into, scope, store, restoredBytes, error } = (0,record_story/* shownRestore */.Uf)(source.name, story);
        const { actor } = origin;
        return {
            ...{ source: source.name, id, backup, state, startedAt },
            ...(completedAt === undefined ? {} : { completedAt }),
            ...(actor === undefined ? {} : { askedBy: actor }),
            ...(into === undefined ? {} : { into }),
            ...(scope === undefined ? {} : { scope }),
            ...(store === undefined ? {} : { store }),
            ...(restoredBytes === undefined ? {} : { restoredBytes }),
            ...(error ? { error: `${error.code}: ${error.message}` } : {}),
        };
    });
    return { restores, left: Math.max(0, seen.length - mostRestores), unread };
}

;// CONCATENATED MODULE: ./command/report/evidence.js










const indexName = 'index.json';
/** Writes the pack as a whole into a folder that is empty or an earlier pack. Throws `usage`. */
async function writeEvidence(project, said, health, catalogs) {
    const { world, policy } = project;
    const folder = (0,policy_file/* pathFrom */.Iw)(world.cwd, said).replace(/\/+$/, '');
    // Before anything is read for it.
    await requireOwn(folder, said);
    const signing = evidence_keyOf(project);
    const { reading, gaps } = await readEvidence(project, catalogs);
    const missing = [...notAsked(project), ...gaps, ...drillGaps(health)];
    const files = new Map((0,report/* evidenceFiles */.RL)(health, (0,world_0/* redactAll */.$I)({ policyDigest: policy.digest, ...reading }, world.redact)));
    const index = {
        kind: 'backproof-evidence',
        version: 1,
        ...{ project: policy.project, at: health.at, timezone: policy.timezone, madeBy: `backproof ${world_0/* version */.rE}` },
        policy: { path: policy.path, sha256: policy.digest },
        says: 'What the stores held at this moment. An empty field is not known or does not apply; not_known says which, and why.',
        complete: missing.length === 0,
        incompleteBecause: missing.map(world.redact),
        limits: [
            'Records of runs are removed after 90 days, and those of restores after 400: what is older shows only in what else there is.',
            'A proof goes with its backup: what retention has deleted has no test restore here.',
            'Proofs and records are not signed: whoever may write into a store may write them. Manifests are signed where signature_required says so.',
        ],
        signed: signing
            ? { by: signing.signer, file: `${indexName}.sig` }
            : { by: null, because: 'no signing key was given' },
        files: [...files].map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
    };
    const text = `${JSON.stringify(index, null, 2)}\n`;
    files.set(indexName, text);
    if (signing)
        files.set(`${indexName}.sig`, (0,seal/* signManifest */.TX)(Buffer.from(text), signing));
    await place(folder, said, files);
}
/** A pack of some sources is no pack of the project. */
function notAsked({ policy, sources }) {
    const asked = new Set(sources.map((source) => source.member?.group ?? source.name));
    const others = Object.keys(policy.sources).filter((name) => !asked.has(name));
    return others.length > 0
        ? [`only some sources were asked for: ${(0,words/* namesSome */.Tc)(others)} ${others.length === 1 ? 'is' : 'are'} not here`]
        : [];
}
const drillGaps = ({ drills }) => [
    ...(drills?.unread ?? []).map(({ store, message }) => `the drills that only ${store} knows of are not here: ${message}`),
    ...(drills?.left === undefined ? [] : [`${drills.left} older drills are not here`]),
];
/** Whoever only reports need not be able to sign; the index says that nobody has. */
function evidence_keyOf(project) {
    try {
        return project.signingKey();
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'key-missing'))
            return undefined;
        throw error;
    }
}
const sha256 = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
async function requireOwn(folder, said) {
    const names = await listing(folder, said);
    if (names.length === 0 || names.includes(indexName))
        return;
    throw new problem/* Problem */.AF('usage', `--evidence ${said} is not empty, and is not an evidence pack`, {
        hint: 'Name a new or an empty folder, or an earlier pack, which is replaced.',
    });
}
async function listing(folder, said) {
    try {
        return await (0,promises_.readdir)(folder);
    }
    catch (cause) {
        if (cause.code === 'ENOENT')
            return [];
        throw new problem/* Problem */.AF('usage', `--evidence ${said} cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Name a folder that may be written to.',
            cause,
        });
    }
}
/** Under another name first: whoever looks sees the whole of the old pack, or of the new one. */
async function place(folder, said, files) {
    const beside = (end) => (0,external_node_path_.join)((0,external_node_path_.dirname)(folder), `.${(0,external_node_path_.basename)(folder)}.${(0,external_node_crypto_.randomUUID)().slice(0, 8)}.${end}`);
    const [fresh, old] = [beside('new'), beside('old')];
    try {
        await (0,promises_.mkdir)(fresh);
        for (const [name, text] of files)
            await (0,promises_.writeFile)((0,external_node_path_.join)(fresh, name), text, { flag: 'wx' });
        const replaced = (await listing(folder, said)).length > 0;
        await requireOwn(folder, said);
        if (replaced)
            await (0,promises_.rename)(folder, old);
        try {
            // An empty folder gives way to another.
            await (0,promises_.rename)(fresh, folder);
        }
        catch (error) {
            if (replaced)
                await (0,promises_.rename)(old, folder);
            throw error;
        }
        await (0,promises_.rm)(old, { recursive: true, force: true });
    }
    catch (cause) {
        await (0,promises_.rm)(fresh, { recursive: true, force: true }).catch(() => { });
        if ((0,problem/* isProblem */.AN)(cause))
            throw cause;
        throw new problem/* Problem */.AF('usage', `the evidence pack cannot be written: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Give --evidence a folder whose own folder exists and may be written to.',
            cause,
        });
    }
}

// EXTERNAL MODULE: ./command/report/file.js
var file = __webpack_require__(2143);
// EXTERNAL MODULE: ./command/report/pdf.js
var report_pdf = __webpack_require__(89891);
;// CONCATENATED MODULE: ./command/report/period.js


const kinds = ['week', 'month'];
/** The week or month that is asked for; undefined: none is. Throws `usage`. */
function spanFrom({ period, of }, timezone, now) {
    if (period === undefined && of === undefined)
        return undefined;
    const kind = kinds.find((one) => one === period);
    if (period !== undefined && !kind)
        throw new problem/* Problem */.AF('usage', `--period ${JSON.stringify(period)} is neither week nor month`, {
            hint: 'Write --period week or --period month.',
        });
    if (of === undefined)
        return (0,judge/* lastSpan */.xi)(kind ?? 'week', now, timezone);
    const span = (0,judge/* spanOf */.ee)(of, timezone);
    if (!span || (kind !== undefined && span.kind !== kind))
        throw new problem/* Problem */.AF('usage', `--of ${JSON.stringify(of)} is not a ${kind ?? 'week or a month'}`, {
            hint: 'Write a week such as 2026-W47, or a month such as 2026-10.',
        });
    if (span.from > now)
        throw new problem/* Problem */.AF('usage', `--of ${of} has not begun`, { hint: 'Name one that has, or leave --of out.' });
    return span;
}

// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine = __webpack_require__(7647);
;// CONCATENATED MODULE: ./command/report/runbook.js





/** The recovery plan of the project, as Markdown. */
async function runbookOf({ policy, sources, world }, health, options) {
    const engines = [...new Set(sources.map(({ engine }) => engine))];
    const known = await Promise.all(engines.map(async (name) => {
        const { can, globalsPart } = await (0,engine/* engineOf */.ky)(name);
        return [name, { takes: can.restores, globalsPart }];
    }));
    const plan = (0,judge/* planRecovery */.lA)(policy, sources, health, new Map(known));
    // The health is redacted already; what the policy adds may repeat a value of the environment.
    const { text } = world.footing.policy ?? (await (0,policy_file/* readPolicy */.T4)(world, options.policy));
    return (0,report/* renderRunbook */.F5)(health, (0,world_0/* redactAll */.$I)(plan, world.redact), world.redact(text));
}

;// CONCATENATED MODULE: ./command/report/publish.js




/** What each is for a browser: a bucket that is read as a site would offer a page of no type for download. */
const types = {
    'index.html': 'text/html; charset=utf-8',
    'health.json': 'application/json',
    'badge.svg': 'image/svg+xml',
    'runbook.md': 'text/markdown; charset=utf-8',
};
/** A store that refuses is told once everything else is done. */
async function publish(project, options, health) {
    const { publish: name } = options;
    if (name === undefined)
        return [];
    try {
        const keys = await publishHealth(project, name, health, options);
        project.world.log.info(`published in ${name}: ${keys.join(', ')}`);
        return [];
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return [refusal(name, error)];
    }
}
function refusal(name, error) {
    const hint = error.code === 'store-denied'
        ? 'Let the role of this job write .published/* in that store: docs/reports.md has what it needs.'
        : (error.hint ?? `Run it again once ${name} can be written to.`);
    return new problem/* Problem */.AF(error.code, `the report could not be published in ${name}: ${error.message}`, {
        hint,
        cause: error,
    });
}
/**
 * Puts page, data, badge and recovery plan beside the backups of a store, where each replaces the one before. The page is last: whoever sees
 * the new one finds the data that it is made of.
 */
async function publishHealth(project, name, health, options) {
    const { signal } = project.world;
    const content = {
        'health.json': `${JSON.stringify(health)}\n`,
        'badge.svg': (0,report/* healthBadge */.gw)(health),
        'runbook.md': await runbookOf(project, health, options),
        'index.html': (0,report/* healthPage */._e)(health),
    };
    const { store } = await project.place(name);
    const keys = [];
    for (const [file, text] of Object.entries(content)) {
        const key = catalog_catalog/* objectName */.Hd.published(file);
        await store.put(key, Buffer.from(text), { signal, contentType: types[file] });
        keys.push(key);
    }
    return keys;
}

;// CONCATENATED MODULE: ./command/report/report.js

















/** The health of every source. It informs: what is unwell does not fail it unless that is asked for, only what cannot be looked at. */
const report_report = async (world, options) => {
    const failOn = failOnOf(options);
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short' });
    const { policy } = project;
    if (options.publish !== undefined)
        (0,open_stores/* requireStore */.L)(policy, options.publish);
    const span = spanFrom(options, policy.timezone, world.now());
    const { health, catalogs, problems } = await readHealth(project, options);
    for (const name of ['html', 'badge', 'prometheus']) {
        const path = options[name];
        if (path !== undefined)
            await (0,file/* replaceFile */.fR)((0,policy_file/* pathFrom */.Iw)(world.cwd, path), renderers[name](health), name);
    }
    const refused = await publish(project, options, health);
    const plan = options.runbook === undefined ? undefined : await runbookOf(project, health, options);
    const printed = options.runbook === '-' ? plan : undefined;
    if (plan !== undefined && options.runbook !== undefined && printed === undefined)
        await (0,file/* replaceFile */.fR)((0,policy_file/* pathFrom */.Iw)(world.cwd, options.runbook), plan, 'runbook');
    // Before anything is made of it, as the health data are.
    const period = span && (0,world_0/* redactAll */.$I)((0,judge/* judgePeriod */.d_)(health, catalogs, span), world.redact);
    await writeDocuments(world, options, period ? (0,report/* periodDocument */.vN)(period) : (0,report/* healthDocument */.oO)(health));
    if (options.evidence !== undefined)
        await writeEvidence(project, options.evidence, health, catalogs);
    if (options.comment)
        await comment(world, health);
    const worse = failOn && tooBad(health, failOn);
    const told = { problems: [...problems, ...refused, ...(worse ? [worse] : [])] };
    if (period) {
        const markdown = (0,report/* documentMarkdown */.z9)((0,report/* periodDocument */.vN)(period));
        return { json: period, text: () => printed ?? markdown, markdown, ...told };
    }
    const markdown = (0,report/* renderHealth */.Bh)(health);
    const text = ({ detail = 'usual' }) => printed ?? (options.markdown ? markdown : (0,report/* healthText */.gB)(health, detail));
    return { json: health, text, markdown, ...told };
};
async function writeDocuments({ cwd }, options, document) {
    const { pdf, 'markdown-file': markdown } = options;
    if (markdown !== undefined)
        await (0,file/* replaceFile */.fR)((0,policy_file/* pathFrom */.Iw)(cwd, markdown), (0,report/* documentMarkdown */.z9)(document), 'markdown-file');
    if (pdf !== undefined)
        await (0,file/* replaceFile */.fR)((0,policy_file/* pathFrom */.Iw)(cwd, pdf), await (0,report_pdf/* printPdf */.g)(document), 'pdf');
}
const renderers = { html: report/* healthPage */._e, badge: report/* healthBadge */.gw, prometheus: report/* healthMetrics */.im };
const levels = ['warning', 'bad'];
function failOnOf({ 'fail-on': said }) {
    if (said === undefined)
        return undefined;
    const found = levels.find((level) => level === said);
    if (found)
        return found;
    throw new problem/* Problem */.AF('usage', `--fail-on ${JSON.stringify(said)} is not a state`, {
        hint: 'Write --fail-on bad, or --fail-on warning, which fails on both.',
    });
}
/** Of what nothing could be read, nobody knows that it is well. */
const failing = {
    warning: ['warning', 'unknown', 'bad'],
    bad: ['unknown', 'bad'],
};
function tooBad(health, failOn) {
    const { project, state, sources, stores } = health;
    if (!failing[failOn].includes(state))
        return undefined;
    const names = [
        ...sources.filter((source) => failing[failOn].includes(source.state)).map(({ source }) => source),
        ...stores.filter((store) => failing[failOn].includes(store.state)).map(({ store }) => store),
    ];
    const whose = names.length > 0 ? `: ${(0,words/* namesSome */.Tc)(names)}` : '';
    return new problem/* Problem */.AF('gate-unmet', `the health of ${project} is ${state}${whose}; --fail-on ${failOn} asks for better`, {
        hint: 'The findings of the report say what to do; `report --json` has them with their codes.',
    });
}
/** One comment of the pull request, which later runs replace; what GitHub refuses is said, and the report stands. */
async function comment(world, health) {
    const review = await (0,pull_request.openReview)(world);
    if (!review)
        throw new problem/* Problem */.AF('usage', '--comment needs a workflow of a pull request', {
            hint: 'Leave it out, or run it in a workflow with on: pull_request.',
        });
    if (!review.comments)
        return;
    const marker = (0,report/* healthMarker */.dg)(health.project);
    const body = (0,report/* renderHealth */.Bh)(health, github/* commentMaxLength */.cZ - marker.length - 1);
    const notes = [];
    await (0,pull_request.tolerate)(notes, () => (0,github/* putStickyComment */.AS)(review.api, review.pull, marker, body));
    for (const note of notes)
        world.log.warning(note);
}


/***/ })

};
