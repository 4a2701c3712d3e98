export const id = 9452;
export const ids = [9452];
export const modules = {

/***/ 38637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ Seats),
/* harmony export */   qz: () => (/* binding */ widthOf)
/* harmony export */ });
/* unused harmony export Turnstile */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);


/** At most so many at once, in the order in which they came. */
class Turnstile {
    #most;
    #inside = 0;
    #waiting = [];
    constructor(most) {
        this.#most = most;
    }
    /** Waits for a turn, which is over when what this gives is disposed of. Throws `cancelled` when the signal fires first. */
    async take(signal) {
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        if (this.#inside >= this.#most)
            await this.#wait(signal);
        else
            this.#inside += 1;
        let over = false;
        return {
            [Symbol.dispose]: () => {
                if (over)
                    return;
                over = true;
                this.#leave();
            },
        };
    }
    /** A turn is passed on directly, never released in between: a newcomer cannot get in before those who wait. */
    #leave() {
        const next = this.#waiting.shift();
        if (next)
            next();
        else
            this.#inside -= 1;
    }
    async #wait(signal) {
        await new Promise((resolve, reject) => {
            const enter = () => {
                signal.removeEventListener('abort', stop);
                resolve();
            };
            const stop = () => {
                this.#waiting.splice(this.#waiting.indexOf(enter), 1);
                reject((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal));
            };
            this.#waiting.push(enter);
            signal.addEventListener('abort', stop, { once: true });
        });
    }
}
/** What is smaller waits for round trips and not for cores. */
const heavyBytes = 8 << 20;
/** `concurrency` is the policy's; absent: by the cores of this machine. Pure. */
function widthOf(concurrency, cores = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)()) {
    if (concurrency !== undefined)
        return { sources: concurrency, heavy: concurrency, perServer: concurrency };
    // A dump seals in all cores: a second one beside it pays where there are many, and needs as much memory again.
    return { sources: cores > 1 ? 16 : 8, heavy: cores >= 8 ? 2 : 1, perServer: 4 };
}
/** What sources that are worked on at once take in turns. Whoever takes both takes the server first. */
class Seats {
    #heavy;
    #perServer;
    #servers = new Map();
    constructor({ heavy, perServer }) {
        this.#heavy = new Turnstile(heavy);
        this.#perServer = perServer;
    }
    /**
     * One dump at a time of each server; undefined: there is none to spare. `several`: of a server whose databases are sources of
     * their own, as many as the policy wants.
     */
    async server(name, signal, most = 'one') {
        if (name === undefined)
            return free;
        const key = `${most} ${name}`;
        const turnstile = this.#servers.get(key) ?? new Turnstile(most === 'one' ? 1 : this.#perServer);
        this.#servers.set(key, turnstile);
        return turnstile.take(signal);
    }
    /** For work on so many bytes. */
    async heavy(bytes, signal) {
        return bytes < heavyBytes ? free : this.#heavy.take(signal);
    }
}
const free = { [Symbol.dispose]() { } };


/***/ }),

/***/ 71111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hR: () => (/* binding */ asSourceName),
  qm: () => (/* binding */ asWritten),
  kR: () => (/* binding */ requireNames),
  nn: () => (/* binding */ selectSources),
  Lt: () => (/* binding */ sourceNamed),
  L3: () => (/* binding */ withDatabases)
});

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy_policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/command/project/databases/expand.js



/**
 * The sources that one source of the policy stands for: by the server's answer, else by the last list, else by what the stores
 * have. What could not be read is never taken for what is not there: without an answer, and without every store's list, whatever
 * has a folder is one. Pure.
 */
function expand(group, { answer, listed, shelved, isPartial, doubt }) {
    const rule = group.databases ?? { include: [], exclude: [] };
    const takes = (database) => (0,policy_policy/* takesDatabase */.CB)(rule, database);
    const named = (databases) => new Map(databases.map((one) => [(0,policy_policy/* memberName */.eg)(group.name, one), one]));
    const inStores = new Map(shelved.flatMap((name) => {
        const member = (0,policy_policy/* readMember */.hd)(name);
        return member?.group === group.name ? [[name, member.database ?? name.slice(group.name.length + 1)]] : [];
    }));
    const before = named((listed?.databases ?? []).filter(takes));
    const isAnswered = answer !== undefined && 'databases' in answer;
    const onServer = isAnswered ? answer.databases : [];
    const guessed = listed === undefined || isPartial ? [...inStores].filter(([, database]) => takes(database)) : [];
    const there = isAnswered ? named(onServer.filter(takes)) : new Map([...guessed, ...before]);
    const sorted = [...there].sort(([a], [b]) => (a < b ? -1 : 1));
    const build = ([name, database], carries) => {
        const member = (0,policy_policy/* kindOf */.I)(group.engine).member?.(group, { group: group.name, database, carries });
        if (member === undefined)
            throw new Error(`${group.engine} has no databases`);
        return { ...member, name };
    };
    const away = [...new Map([...inStores, ...before])].filter(([name]) => !there.has(name));
    const fresh = isAnswered ? [...there.keys()].filter((name) => !before.has(name) && !inStores.has(name)) : [];
    const onIt = named(onServer);
    const vanished = isAnswered ? [...before.keys()].filter((name) => !onIt.has(name)) : [];
    const leftOut = away.filter(([name, database]) => (isAnswered ? onIt.has(name) : !takes(database)));
    const failure = answer === undefined || sorted.length > 0 ? undefined : failureOf(group, answer);
    const unlisted = answer !== undefined && 'failure' in answer ? answer.failure : failure;
    return {
        group,
        members: sorted.map((one, at) => build(one, at === 0)),
        gone: away.sort(([a], [b]) => (a < b ? -1 : 1)).map((one) => build(one, false)),
        fresh: fresh.sort(),
        vanished: vanished.sort(),
        leftOut: new Set(leftOut.map(([name]) => name)),
        ...(doubt === undefined || isAnswered ? {} : { doubt }),
        ...(unlisted === undefined ? {} : { failure: unlisted }),
    };
}
/** Patterns that match nothing are a mistake, or all is lost: neither may pass for a backup. */
function failureOf({ name, databases }, answer) {
    if ('failure' in answer)
        return answer.failure;
    const { include = [], exclude = [] } = databases ?? {};
    const patterns = [...include, ...exclude.map((one) => `!${one}`)].join(', ');
    const count = answer.databases.length;
    const message = count === 0
        ? `the server of ${name} has no database`
        : `none of the ${(0,words/* plural */.LS)(count, 'database')} on the server of ${name} matches ${patterns}`;
    return new js_problem/* Problem */.AF('source-failed', message, {
        hint: `Check databases of ${name} in the policy: * is any run of characters, ? is one, and a leading ! leaves out.`,
    });
}

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine = __webpack_require__(25884);
// EXTERNAL MODULE: ./build/js/progress.js
var progress = __webpack_require__(31783);
// EXTERNAL MODULE: ./build/js/command/project/folders.js
var project_folders = __webpack_require__(35855);
;// CONCATENATED MODULE: ./build/js/command/project/databases/trust.js




/**
 * Which list counts, and what speaks against it. A damaged list, or one that a wrong clock has dated, may have been the newest. A store
 * that cannot be reached leaves it to the others. Pure.
 */
function judgeLists({ name, databases }, reads, { shelved, now, timezone }) {
    const lists = reads.flatMap((one) => (one.kind === 'list' ? [one] : []));
    const ahead = lists.find(({ list }) => (0,catalog/* isAhead */.Y0)(list.at, now));
    const counting = lists.filter(({ list }) => !(0,catalog/* isAhead */.Y0)(list.at, now)).map(({ list }) => list);
    const [listed] = counting.sort((a, b) => b.at.getTime() - a.at.getTime());
    const problems = reads.flatMap((one) => (one.kind === 'unread' ? [one.problem] : []));
    const damaged = problems.find((problem) => (0,js_problem/* isProblem */.AN)(problem, 'object-damaged'));
    const unread = damaged ?? (listed === undefined ? problems[0] : undefined);
    const patterns = (0,policy_policy/* patternsOf */.D4)(databases ?? { include: [], exclude: [] });
    const doubt = unread
        ? unread.message
        : ahead
            ? `the list in ${ahead.place.name} is dated ${(0,words/* formatTime */.fU)(ahead.list.at, timezone)}, in the future, so it does not count: a clock is wrong`
            : listed === undefined
                ? shelved.some((one) => (0,policy_policy/* readMember */.hd)(one)?.group === name)
                    ? 'there are backups of some, but no store has the list'
                    : undefined
                : samePatterns(listed.patterns, patterns)
                    ? undefined
                    : `the list of ${(0,words/* formatTime */.fU)(listed.at, timezone)} was made by other patterns (${shown(listed.patterns)}) than the policy has now (${shown(patterns)})`;
    return { ...(listed === undefined ? {} : { listed }), ...(doubt === undefined ? {} : { doubt }) };
}
const samePatterns = (a, b) => JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
const shown = (patterns) => (patterns.length === 0 ? 'all' : patterns.join(', '));

;// CONCATENATED MODULE: ./build/js/command/project/databases/look.js







/** What the stores of a source say of its databases. A store that cannot be read is named by whoever reads backups from it. */
async function lookIntoStores(project, group) {
    const { signal, now } = project.world;
    const { places, failed } = await project.places(group);
    const lists = failed.map(({ problem }) => ({ kind: 'unread', problem }));
    let isPartial = failed.length > 0;
    const readList = async (place) => {
        try {
            const list = await (0,catalog/* readDatabases */.Tj)(place, group.name, signal);
            lists.push(list === undefined ? { kind: 'none' } : { kind: 'list', place, list });
        }
        catch (problem) {
            if (!(0,js_problem/* isProblem */.AN)(problem) || problem.code === 'cancelled')
                throw problem;
            lists.push({ kind: 'unread', problem });
        }
    };
    // One that cannot be read says nothing against what the other says.
    const seen = async (reading) => {
        try {
            return [...(await reading)];
        }
        catch (error) {
            if (!(0,js_problem/* isFailure */.N6)(error) || (0,js_problem/* isProblem */.AN)(error, 'cancelled'))
                throw error;
            isPartial = true;
            return [];
        }
    };
    const reading = Promise.all(places.map(readList));
    const found = Promise.all(places.map(({ store }) => seen((0,project_folders/* foldersOf */.p)(store, signal).then((names) => new Set(names)))));
    const [, folders] = await Promise.all([reading, found]);
    const shelved = [...new Set(folders.flat().flatMap((folder) => (0,catalog/* sourceOfFolder */.ly)(folder) ?? []))];
    const { listed, doubt } = judgeLists(group, lists, { shelved, now: now(), timezone: project.policy.timezone });
    const isEverywhere = lists.every((one) => one.kind === 'list' && one.list.at.getTime() === listed?.at.getTime());
    isPartial ||= doubt !== undefined || lists.some(({ kind }) => kind === 'unread');
    return {
        ...(listed === undefined ? {} : { listed }),
        ...(doubt === undefined ? {} : { doubt }),
        ...{ shelved, isPartial, isEverywhere },
    };
}
/** What the server answers. */
async function askServer(project, group) {
    const { world, bench } = project;
    try {
        const { list } = await (0,engine/* engineOf */.ky)(group.engine);
        if (list === undefined)
            throw new Error(`${group.engine} lists no databases`);
        const databases = await (0,progress/* during */.iW)(world.log, { what: `${group.name}: listing the databases` }, () => list(group, bench, world.signal));
        return { databases };
    }
    catch (error) {
        if (!(0,js_problem/* isFailure */.N6)(error) || (0,js_problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        return { failure: error };
    }
}
/** An unchanged list says once a day that it is still true. */
const renewMs = 20 * 3_600_000;
/** Keeps the answer for those who cannot ask. A store that refuses it refuses the backups as well, and is told there. */
async function keepList(project, { name, stores, databases: rule = { include: [], exclude: [] } }, databases, { listed, isPartial, isEverywhere }) {
    const { world } = project;
    const list = { at: world.now(), patterns: (0,policy_policy/* patternsOf */.D4)(rule), databases: databases.toSorted() };
    if (databases.length > catalog/* mostDatabases */.En)
        return world.log.warning(`${name}: it stands for ${databases.length} databases, and a list that gates go by takes ${catalog/* mostDatabases */.En}: share them among several sources, each with its own patterns`);
    const age = listed === undefined ? Number.POSITIVE_INFINITY : list.at.getTime() - listed.at.getTime();
    const isSame = JSON.stringify(listed?.databases) === JSON.stringify(list.databases);
    if (isSame && !isPartial && isEverywhere && age >= 0 && age < renewMs)
        return;
    const { places } = await project.places({ name, stores });
    for (const { place, problem } of await (0,catalog/* putDatabases */.iC)(places, name, list, world.signal)) {
        if (!(0,js_problem/* isFailure */.N6)(problem))
            throw problem;
        world.log.warning(`${name}: which databases there are could not be written to ${place.name}, so who reads only that store does not know of new ones: ${(0,js_problem/* messageOf */.bD)(problem)}`);
    }
}

;// CONCATENATED MODULE: ./build/js/command/project/databases/open.js





/**
 * The project with every source that stands for the databases of a server replaced by those. Of a server that is asked, only the
 * sources that are named; the stores tell of the others.
 */
async function withDatabases(project, names, asked) {
    const { policy } = project;
    const groups = Object.values(policy.sources).filter(({ databases }) => databases !== undefined);
    if (groups.length === 0)
        return project;
    const isNamed = ({ name }) => names.length === 0 || names.some((one) => groupOf(one) === name);
    const expansions = await Promise.all(groups.map((group) => expansionOf(project, group, isNamed(group) ? asked : 'stores')));
    const byName = new Map(expansions.map((one) => [one.group.name, one]));
    const sources = Object.values(policy.sources).flatMap((source) => {
        const members = byName.get(source.name)?.members ?? [];
        // Of a source of which nothing is known, all that can be said is that it has no backup.
        return members.length > 0 ? members : [source];
    });
    return project.expanded({ ...policy, sources: byNameOf(sources) }, expansions);
}
/** The policy with its sources as they are written: what concerns one of them does so once, however many databases it has. */
function asWritten({ policy, expansions }) {
    const groups = new Map(expansions.map(({ group }) => [group.name, group]));
    const sources = Object.values(policy.sources).map((source) => groups.get(source.member?.group ?? '') ?? source);
    return { ...policy, sources: byNameOf(sources) };
}
const byNameOf = (sources) => Object.assign(Object.create(null), Object.fromEntries(sources.map((source) => [source.name, source])));
const groupOf = (name) => name.replace(/\/.*$/s, '');
async function expansionOf(project, group, asked) {
    const looking = lookIntoStores(project, group);
    if (asked === 'stores')
        return expand(group, await looking);
    const [shelved, answer] = await Promise.all([looking, askServer(project, group)]);
    if (asked === 'either' && 'failure' in answer) {
        const { failure } = answer;
        if (!(0,js_problem/* isProblem */.AN)(failure, 'secret-missing'))
            project.world.log.warning(`${group.name}: the server was not asked for its databases: ${(0,js_problem/* messageOf */.bD)(failure)}`);
        return expand(group, shelved);
    }
    const expansion = expand(group, { ...shelved, answer });
    if ('databases' in answer && expansion.members.length > 0) {
        const databases = expansion.members.flatMap(({ member }) => member?.database ?? []);
        await keepList(project, group, databases, shelved);
    }
    return expansion;
}
/**
 * The sources that these names mean, in the order of the policy; none: all of the policy. A name of the policy that stands for
 * databases means each of them; a database may be named as the server has it. `gone`: also those that are there no more.
 */
function selectSources({ policy, expansions }, names, gone) {
    const sources = Object.values(policy.sources);
    if (names.length === 0)
        return sources;
    const away = new Map(expansions.flatMap((one) => one.gone.map((source) => [source.name, one])));
    const groups = new Map(expansions.map((one) => [one.group.name, one]));
    const wanted = new Set();
    for (const name of names) {
        const group = groups.get(name);
        const slash = name.indexOf('/');
        const escaped = slash === -1 ? name : (0,policy_policy/* memberName */.eg)(name.slice(0, slash), name.slice(slash + 1));
        const meant = [name, escaped].find((one) => Object.hasOwn(policy.sources, one) || away.has(one));
        if (group && group.members.length > 0)
            for (const member of group.members)
                wanted.add(member.name);
        else if (meant === undefined)
            throw unknownSource(policy, name, [...away.keys()]);
        else if (away.has(meant) && gone === 'refused')
            throw goneSource(away.get(meant), meant);
        else
            wanted.add(meant);
    }
    const all = [...sources, ...expansions.flatMap((one) => one.gone)];
    return all.filter(({ name }) => wanted.has(name));
}
/** The policy's source of this name, also of a database that is not there any more: with all that the policy says of it. */
function sourceNamed({ policy, expansions }, name) {
    if (Object.hasOwn(policy.sources, name))
        return policy.sources[name];
    return expansions.flatMap(({ gone }) => gone).find((source) => source.name === name);
}
/** The same name, of a database as the server has it as well. */
function asSourceName(name) {
    const slash = name.indexOf('/');
    const escaped = slash === -1 ? name : (0,policy_policy/* memberName */.eg)(name.slice(0, slash), name.slice(slash + 1));
    return (0,policy_policy/* readMember */.hd)(name) ? name : escaped;
}
/** Before a store or a server is asked: names that no database can make right. */
function requireNames(policy, names) {
    for (const name of names) {
        const group = Object.hasOwn(policy.sources, groupOf(name)) ? policy.sources[groupOf(name)] : undefined;
        if (!Object.hasOwn(policy.sources, name) && !group?.databases)
            throw unknownSource(policy, name, []);
    }
}
function unknownSource({ path, sources }, name, gone) {
    const known = [...Object.keys(sources), ...gone];
    return new js_problem/* Problem */.AF('usage', `${path} has no source ${name}`, { hint: (0,words/* suggest */.ZA)(name, known) });
}
function goneSource(expansion, name) {
    const database = expansion?.gone.find((one) => one.name === name)?.member?.database ?? name;
    const is = `${JSON.stringify(database)} is not among the databases of ${expansion?.group.name}`;
    const restores = `Its backups stay: \`backproof restore --source ${name}\` restores one`;
    return expansion?.leftOut.has(name)
        ? new js_problem/* Problem */.AF('usage', `${is}: the patterns of databases in the policy leave it out`, {
            hint: `Check databases of ${expansion.group.name} in the policy. ${restores}.`,
        })
        : new js_problem/* Problem */.AF('usage', `${is}: it has left the server`, {
            hint: `${restores}, \`backproof retire ${name}\` lets them go.`,
        });
}


/***/ }),

/***/ 35855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ foldersOf)
/* harmony export */ });
/** Names of the folders on top of a store. */
async function foldersOf(store, signal) {
    if (store.folders)
        return store.folders(signal);
    const names = new Set();
    for await (const { key } of store.list('', signal))
        if (key.includes('/'))
            names.add(key.slice(0, key.indexOf('/')));
    return [...names];
}


/***/ }),

/***/ 59452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ makeProject),
  U: () => (/* binding */ openProject)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog_catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 15 modules
var plan = __webpack_require__(92794);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 15 modules
var seal = __webpack_require__(50053);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(51430);
// EXTERNAL MODULE: ./build/js/command/each-source/seat.js
var seat = __webpack_require__(38637);
// EXTERNAL MODULE: ./build/js/command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(71111);
// EXTERNAL MODULE: ./build/js/command/project/policy-file.js
var policy_file = __webpack_require__(36869);
// EXTERNAL MODULE: ./build/js/command/project/secret.js + 1 modules
var secret = __webpack_require__(70964);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/store/store.js + 20 modules
var store_store = __webpack_require__(90475);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/js/command/admit/own-checkout.js




/**
 * What lies in the checkout of a commit that nobody has merged was put there by that commit: a backup, too.
 * @throws Problem `untrusted` for a directory of this workspace.
 */
async function refuseOwnCheckout({ footing, env, cwd }, config) {
    const workspace = env['GITHUB_WORKSPACE'];
    if (config.kind !== 'directory' || footing.judgement.kind === 'trusted' || !workspace)
        return;
    const path = (0,policy_file/* pathFrom */.Iw)(cwd, config.path);
    if ((0,policy_file/* isOutside */._K)((0,external_node_path_.resolve)(workspace), path) && (0,policy_file/* isOutside */._K)(await realOf(workspace), await realOf(path)))
        return;
    throw new problem/* Problem */.AF('untrusted', `directory ${config.path} is in the checkout of a commit that is not merged`, {
        hint: 'Put a store that a gate or a plan reads outside the workspace.',
    });
}
/** Where the path leads, as far as there is anything. */
async function realOf(path) {
    try {
        return await (0,promises_.realpath)(path);
    }
    catch (error) {
        if (error.code !== 'ENOENT' || (0,external_node_path_.dirname)(path) === path)
            throw error;
        return (0,external_node_path_.join)(await realOf((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
    }
}

// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine = __webpack_require__(25884);
;// CONCATENATED MODULE: ./build/js/command/project/stores/location.js


/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
function locationOf(options) {
    if (options.kind === 'directory')
        return `directory ${(0,engine/* realPath */.Ye)((0,external_node_path_.resolve)(options.path))}`;
    const { endpoint, bucket, prefix = '' } = options;
    const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS');
    return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`;
}

;// CONCATENATED MODULE: ./build/js/command/project/stores/option.js



/** What a store of the policy is opened with: paths from the working directory, and what secrets say. */
function storeOptions(config, cwd) {
    if (config.kind === 'directory') {
        return { kind: 'directory', path: (0,policy_file/* pathFrom */.Iw)(cwd, config.path), minFreeBytes: config.minFreeBytes };
    }
    const { endpoint, insecure = false, accessKeyId, secretAccessKey, sessionToken, ...plain } = config;
    const address = endpoint?.reveal();
    if (endpoint !== undefined && address !== undefined) {
        const fault = URL.canParse(address) ? (0,policy/* plainHttpFault */.r7)(address, insecure) : noAddress;
        if (fault)
            throw badValue(`the endpoint of bucket ${config.bucket}, by ${endpoint.origin()}, ${fault.message}`, fault.hint);
    }
    return {
        ...plain,
        ...(address === undefined ? {} : { endpoint: address }),
        ...(accessKeyId ? { accessKeyId: credential(accessKeyId) } : {}),
        ...(secretAccessKey ? { secretAccessKey: credential(secretAccessKey, edged) } : {}),
        ...(sessionToken ? { sessionToken: credential(sessionToken) } : {}),
    };
}
const noAddress = { message: 'is not an address', hint: 'Give it an address such as https://s3.example.com.' };
const badValue = (message, hint) => new problem/* Problem */.AF('policy-invalid', message, { hint });
/** What goes into a header, whose own error would show it; and what is only signed with, where a space may be meant. */
const [plainText, edged] = [/^[\u0021-\u007e]+$/, /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u];
function credential(secret, form = plainText) {
    const value = secret.reveal();
    if (form.test(value))
        return value;
    throw badValue(`the credential by ${secret.origin()} has a space, a line break or a character that no key contains`, 'Set the secret again, without a space or a line break before, in or after it.');
}

;// CONCATENATED MODULE: ./build/js/command/project/stores/open-stores.js









/** The stores of a policy, each opened once, and their caches. */
class OpenStores {
    #world;
    #policy;
    #patience;
    #opened = new Map();
    #locations = new Map();
    #caches = new Map();
    constructor(world, policy, patience) {
        this.#world = world;
        this.#policy = policy;
        this.#patience = patience;
    }
    async place(name) {
        const found = await this.#openOnce(name);
        this.#claim(name);
        return found;
    }
    async places({ stores }) {
        const failed = [];
        const found = [];
        // Side by side: one that hangs costs its own time limit, and not that of the others as well.
        await Promise.allSettled(stores.map((name) => this.#openOnce(name)));
        for (const name of stores) {
            try {
                found.push(await this.place(name));
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error))
                    throw error;
                failed.push({ store: name, problem: error });
            }
        }
        return { places: found, failed };
    }
    cache(store) {
        const opening = this.#caches.get(store) ?? (0,catalog_catalog/* openCache */.bp)(this.#world.cacheDirectory, store);
        this.#caches.set(store, opening);
        return opening;
    }
    #openOnce(name) {
        const opening = this.#opened.get(name) ?? this.#open(name);
        this.#opened.set(name, opening);
        return opening;
    }
    async #open(name) {
        const world = this.#world;
        const config = requireStore(this.#policy, name);
        (0,policy/* requireSet */.Ce)(config);
        if (!world.openStore)
            await refuseOwnCheckout(world, config);
        const options = storeOptions(config, world.cwd);
        const limit = limitOf(world, config, this.#patience);
        const store = (0,store_store/* limitStore */.N8)(await (world.openStore?.(name, options) ?? (0,store_store/* openStore */.Ch)(options, limit.idleMs)), limit);
        await refuseUnmounted(world, store);
        return { name, store };
    }
    /** After it has answered: a look at a path of a file system that hangs would hang all of this. */
    #claim(name) {
        const location = locationOf(storeOptions(requireStore(this.#policy, name), this.#world.cwd));
        const other = this.#locations.get(location) ?? name;
        if (other !== name)
            throw (0,catalog_catalog/* samePlace */.o0)(name, other);
        this.#locations.set(location, name);
    }
}
/** Throws `usage` where the policy has no such store. */
function requireStore({ path, stores }, name) {
    const config = Object.hasOwn(stores, name) ? stores[name] : undefined;
    if (config)
        return config;
    throw new problem/* Problem */.AF('usage', `${path} has no store ${name}`, { hint: (0,words/* suggest */.ZA)(name, Object.keys(stores)) });
}
/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }, store) {
    if (!(await store.blank?.(signal)))
        return;
    const known = await (0,catalog_catalog/* rememberedManifests */.$8)(cacheDirectory, store);
    if (known === 0)
        return;
    const path = store.where.replace(/^directory /, '');
    throw new problem/* Problem */.AF('store-missing', `${store.where} is empty, although ${known} ${known === 1 ? 'backup is' : 'backups are'} known to be there`, {
        hint: `Mount its disk. If it was emptied on purpose, run \`mkdir -p ${(0,external_node_path_.join)(path, '.backproof')}\`.`,
    });
}
const shortIdleMs = 10_000;
/** Of one store in one run; a twelfth of its time limit, and ten seconds at least, where a person waits for an answer. */
function limitOf({ monotonicMs, signal }, { kind, timeoutMs }, patience) {
    const idleMs = patience === 'full' ? timeoutMs : Math.min(timeoutMs, Math.max(shortIdleMs, timeoutMs / 12));
    // Node has a few threads for all file systems, and one that hangs keeps those that wait for it.
    return { idleMs, monotonicMs, cancel: signal, ...(kind === 'directory' ? { atOnce: 4 } : {}) };
}

;// CONCATENATED MODULE: ./build/js/command/project/project.js
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











/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world, text, path, checks) {
    try {
        return (0,policy/* parsePolicy */.ON)(text, { path, env: world.env, checks });
    }
    catch (error) {
        (0,secret/* maskSecrets */.QU)(world, (0,policy/* secretNames */.XG)(text));
        for (const finding of (0,policy/* policyFindings */.Js)(error))
            world.log.fault({ file: path, text, finding });
        throw error;
    }
}
/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
async function openProject(world, options, { patience, databases = 'stores', gone = 'refused' } = {}) {
    const names = options.source ?? [];
    const written = makeProject(world, await followed(world, options), [], patience);
    // Before anything is read, or said, of any source.
    if (options.store !== undefined)
        requireStore(written.policy, options.store);
    const shard = options.shard === undefined ? undefined : (0,plan/* parseShard */.uK)(options.shard);
    (0,databases_open/* requireNames */.kR)(written.policy, names);
    const project = await (0,databases_open/* withDatabases */.L3)(written, names, databases);
    const sources = (0,databases_open/* selectSources */.nn)(project, names, gone);
    return { ...project, sources: shard ? sources.filter(({ name }) => (0,plan/* inShard */.Iw)(name, shard)) : sources };
}
/** What the judgement of this run says to follow, or the file that lies here. */
async function followed(world, { policy }) {
    return world.footing.policy ?? (await (0,policy_file/* readPolicy */.T4)(world, policy));
}
/** The same of a policy's file that was read already, here or from another branch. */
function makeProject(world, { path, text }, names, patience = 'full') {
    const checks = { recipient: seal/* recipientFault */.cB, signer: seal/* signerFault */.Hv, cron: plan/* cronFault */.Rz };
    const policy = parseAloud(world, text, path, checks);
    (0,secret/* maskSecrets */.QU)(world, (0,secret/* variablesOf */.ht)(policy));
    const stores = new OpenStores(world, policy, patience);
    const seats = new seat/* Seats */.$f((0,seat/* widthOf */.qz)(policy.concurrency));
    const project = assemble({ world, policy, stores, seats, openedAt: world.now(), expansions: [] });
    return { ...project, sources: (0,databases_open/* selectSources */.nn)(project, names, 'refused') };
}
function assemble(material) {
    const { world, policy, stores } = material;
    return {
        ...{ world, policy, openedAt: material.openedAt, seats: material.seats, expansions: material.expansions },
        sources: Object.values(policy.sources),
        expanded: (policy, expansions) => assemble({ ...material, policy, expansions }),
        place: (name) => stores.place(name),
        places: (source) => stores.places(source),
        async catalog(source, fresh) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${source.name}: reading the stores` }), false);
                const { places: found, failed } = await stores.places(source);
                const { signers } = policy.encryption;
                const unopened = failed.map(({ store, problem: { message, hint } }) => ({
                    store,
                    message,
                    ...(hint ? { hint } : {}),
                }));
                const catalog = await (0,catalog_catalog/* readCatalog */.uM)(source.name, found, {
                    expected: source.stores,
                    signers,
                    unopened,
                    cache: (store) => stores.cache(store),
                    fresh: fresh ?? { since: world.now() },
                    now: world.now(),
                    signal: world.signal,
                });
                const own = policy.sources[source.name];
                const options = { now: world.now(), timezone: policy.timezone };
                const known = catalog.entries;
                const entries = own ? (0,retain/* narrowMissing */.iJ)(known, own.retention, (0,retain/* storeRules */.Fo)(policy, own), options) : known;
                return { ...catalog, entries };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        },
        async remember(store, { key, etag }, bytes) {
            const file = await stores.cache(store);
            file.set(key, etag, bytes);
            await file.save();
        },
        bench: benchOf(world),
        secretKeys: () => (0,secret/* readSecretKeys */.fL)(world),
        signingKey: () => (0,secret/* readSigningKey */.jy)(world, policy),
    };
}
function benchOf(world) {
    const { services, runId: label, cwd, temporaryDirectory, now } = world;
    return { services, baseEnv: (0,js_world/* baseEnv */.zk)(world), label, cwd, temporaryDirectory, now };
}


/***/ }),

/***/ 92794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oQ: () => (/* reexport */ answered),
  sg: () => (/* reexport */ busySources),
  zD: () => (/* reexport */ cadenceOf),
  OF: () => (/* reexport */ comparePolicies),
  Rz: () => (/* reexport */ cronFault),
  Yi: () => (/* reexport */ failedSince),
  Iw: () => (/* reexport */ inShard),
  lo: () => (/* reexport */ inTurn),
  lQ: () => (/* reexport */ matrixOf),
  NV: () => (/* reexport */ newlyBroken),
  uK: () => (/* reexport */ parseShard),
  X9: () => (/* reexport */ parseShards),
  et: () => (/* binding */ plan),
  D8: () => (/* reexport */ proofOverdue),
  Zj: () => (/* reexport */ putOffMs),
  xw: () => (/* reexport */ reachOf),
  WD: () => (/* reexport */ scheduleHealth),
  DW: () => (/* reexport */ ticksBetween),
  Ih: () => (/* reexport */ unexplainedGap),
  Je: () => (/* reexport */ usable)
});

// UNUSED EXPORTS: countDue, lastDue, nextDue

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog_catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time_time = __webpack_require__(54368);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/cron-parser/dist/index.js
var dist = __webpack_require__(28628);
;// CONCATENATED MODULE: ./build/js/plan/cron/cron-line.js

const fieldNames = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];
const known = new Map();
/**
 * The line with lists whose items overlap (`0,30,20-40`, `MON-FRI,wed`) as plain lists, which cron-parser would refuse.
 * Throws what it throws.
 */
function plainLine(line) {
    if (!line.includes(','))
        return line;
    const found = known.get(line) ?? line.trim().split(/\s+/).map(plainField).join(' ');
    known.set(line, found);
    return found;
}
/** True where the hour begins with `*`: a time that the clock shows twice is then due at both. */
function isEveryHour(line) {
    return line.trim().split(/\s+/)[1]?.startsWith('*') ?? false;
}
function plainField(field, index) {
    const name = fieldNames[index];
    if (!name || !field.includes(','))
        return field;
    const items = field.split(',');
    const values = items.flatMap((item) => {
        const alone = fieldNames.map((_, i) => (i === index ? item : '*')).join(' ');
        return dist.CronExpressionParser.parse(alone, { tz: 'UTC' }).fields[name].values.map(Number);
    });
    if (items[0] === '*')
        return '*';
    // Sunday is 0 and 7.
    const numbers = new Set(name === 'dayOfWeek' ? values.map((day) => day % 7) : values);
    return [...numbers].sort((a, b) => a - b).join(',');
}

;// CONCATENATED MODULE: ./build/js/plan/cron/cron.js



const hourMs = 3_600_000;
/** Long enough for 29 February over the year 2100. */
const nineYearsMs = 9 * 366 * 24 * hourMs;
const windows = [2 * hourMs, 49 * hourMs, 9 * 24 * hourMs, 63 * 24 * hourMs, 800 * 24 * hourMs, nineYearsMs];
/** A clock that is put back shows at most this much twice. */
const repeatedMs = 3 * hourMs;
/** The last time at or before now at which the line was due; undefined if it was not within nine years. */
function lastDue(line, timezone, now) {
    for (const window of windows) {
        let best;
        for (const tick of ticks(line, timezone, new Date(now.getTime() - window))) {
            if (tick > now)
                break;
            best = tick;
        }
        if (best)
            return best;
    }
    return undefined;
}
/** The first time after this one at which the line is due; undefined if it is not within nine years. */
function nextDue(line, timezone, after) {
    for (const tick of ticks(line, timezone, after))
        return tick;
    return undefined;
}
/** How many times the line was due after one time and up to another, counted to a limit. */
function countDue(line, timezone, after, until, limit) {
    let count = 0;
    for (const tick of ticks(line, timezone, after)) {
        if (tick > until || count >= limit)
            break;
        count += 1;
    }
    return count;
}
/**
 * Every time after this one at which the line is due, oldest first, for nine years. A time that the clock skips is due when
 * it jumps; a time that it shows twice is due at the first, or at both where the line says every hour (the hour begins with *).
 */
function* ticks(line, timezone, after) {
    const everyHour = isEveryHour(line);
    // cron-parser is right only where no clock changes, so it reads the zone's wall clock as if it were UTC; its prev() throws
    // in some zones, and its next() is wrong from a start within an hour that the clock skips or repeats.
    const start = (0,time_time/* wallMs */.P3)(after, timezone) - repeatedMs;
    const end = start + nineYearsMs;
    const times = dist.CronExpressionParser.parse(plainLine(line), {
        currentDate: new Date(start),
        endDate: new Date(end),
        tz: 'UTC',
    });
    let last = after.getTime();
    let repeats = [];
    while (times.hasNext()) {
        const [first, ...again] = (0,time_time/* instantsOf */.GR)(times.next().getTime(), timezone);
        const due = [...repeats.filter((ms) => ms < first), first];
        repeats = [...repeats.filter((ms) => ms >= first), ...(everyHour ? again : [])];
        for (const ms of due) {
            if (ms <= last)
                continue;
            last = ms;
            yield new Date(ms);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/plan/cron/jitter.js


/** A number from a name, the same on every machine and in every version. */
function hashOf(name) {
    return (0,external_node_crypto_.createHash)('sha256').update(name).digest().readUIntBE(0, 6);
}
/** By how many milliseconds the source's ticks are put off: from 0 up to its jitter, and always the same. */
function putOffMs({ name, jitterMs = 0 }) {
    return jitterMs <= 0 ? 0 : hashOf(name) % (jitterMs + 1);
}
/** The ticks of a line in the zone, delayed by the source's part of its jitter. */
function ticksOf(source, line, timezone) {
    const offMs = putOffMs(source);
    const earlier = (at) => new Date(at.getTime() - offMs);
    const later = (at) => at && new Date(at.getTime() + offMs);
    return {
        last: (now) => later(lastDue(line, timezone, earlier(now))),
        next: (after) => later(nextDue(line, timezone, earlier(after))),
        count: (after, until, limit) => countDue(line, timezone, earlier(after), earlier(until), limit),
    };
}

;// CONCATENATED MODULE: ./build/js/plan/backup.js



/** Ticks beyond this are not counted one by one. */
const countLimit = 1000;
/** Backups that can be relied on, newest first: those dated in the future would hide every tick until then. */
function usable({ entries }, now) {
    return entries
        .filter((entry) => (0,catalog_catalog/* isUsable */.Ng)(entry, now))
        .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}
/** "02:00 CET" on the day of the other time, "2026-02-14 02:00 CET" on another. */
function clock(at, { timezone }, near) {
    const text = (0,time_time/* zonedText */.IQ)(at, timezone);
    return near && (0,time_time/* wallText */.O7)(near, timezone).slice(0, 10) === text.slice(0, 10) ? text.slice(11) : text;
}
/** Whether a backup is due, and why: the newest one is older than the schedule's last tick, or there is none. */
function planBackup(source, catalog, moment) {
    const { now, timezone } = moment;
    const base = { source: source.name, kind: 'backup' };
    if (source.schedule === undefined)
        return { ...base, due: false, because: ['no schedule: only on demand'] };
    if (source.paused) {
        return {
            ...base,
            due: false,
            paused: true,
            because: ['paused in the policy: never due by its schedule; `backup` works'],
        };
    }
    const ticks = ticksOf(source, source.schedule, timezone);
    const next = ticks.next(now);
    const when = next ? { next } : {};
    const [newest] = usable(catalog, now);
    const failed = failedSince(catalog.runs, newest, now);
    const attempt = failed
        ? [
            `the last attempt failed at ${clock(failed.startedAt, moment, now)}${failed.problem ? `: ${failed.problem.message}` : ''}`,
        ]
        : [];
    if (!newest)
        return { ...base, ...when, due: true, because: [whyFirst(catalog), ...attempt] };
    if ((0,catalog_catalog/* isLost */.JD)(newest) && !(0,catalog_catalog/* mayBeMended */.o6)(newest)) {
        const because = [`no intact copy of ${newest.id} is left: not waiting for the schedule`, ...attempt];
        return { ...base, ...when, due: true, because };
    }
    const tick = ticks.last(now);
    const last = `last backup ${clock(newest.startedAt, moment)}`;
    if (!tick || newest.startedAt >= tick) {
        const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires';
        return { ...base, ...when, due: false, because: [`${until}: ${last}`] };
    }
    const offMs = putOffMs(source);
    const off = offMs >= 60_000 ? `, delayed by ${hours(offMs)}` : '';
    const older = `${last} is older than the tick of ${clock(tick, moment, newest.startedAt)}${off}`;
    const missed = ticks.count(newest.startedAt, tick, countLimit + 2) - 1;
    const heals = missed > countLimit ? `missed more than ${countLimit} ticks` : `missed ${missed} tick${missed === 1 ? '' : 's'}`;
    const because = [
        older,
        ...(missed > 0 ? [`${heals}; one backup heals ${missed === 1 ? 'it' : 'them'}`] : []),
        ...attempt,
    ];
    const age = now.getTime() - newest.startedAt.getTime();
    const { rpoMs } = source.objectives;
    if (rpoMs !== undefined && age > rpoMs)
        because.push(`the newest backup is older than the RPO of ${hours(rpoMs)}`);
    return { ...base, ...when, due: true, because };
}
/** Of a store that could not be listed nobody knows whether it has one. */
function whyFirst({ unread }) {
    if (unread.length === 0)
        return 'first backup: none exists yet';
    return `no backup is known: ${unread.map(({ store }) => `store ${store} could not be listed`).join(', ')}`;
}
/**
 * The newest attempt to back up, if it failed after the newest backup. One that is dated in the future neither hides
 * others nor stands for them.
 */
function failedSince(runs, newest, now) {
    const attempts = runs.filter((run) => run.command === 'backup' && run.startedAt <= now);
    const last = attempts.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0];
    if (last?.outcome !== 'failed')
        return undefined;
    return newest === undefined || last.startedAt > newest.startedAt ? last : undefined;
}
/** "45 min", "7 h", "1 h 30 min". */
function hours(ms) {
    const minutes = Math.round(ms / 60_000);
    if (minutes < 60)
        return `${minutes} min`;
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

;// CONCATENATED MODULE: ./build/js/plan/check.js


/**
 * The check of all copies by schedule: those of the newest backup, and of the one whose copies were looked at longest ago, so
 * that in time every copy of every backup is read. What a backup checks of itself when it is made counts for that backup, but
 * not for the schedule.
 */
function planCheck(source, catalog, moment, backsUp) {
    const { now, timezone } = moment;
    const base = { source: source.name, kind: 'check', ids: [] };
    const line = source.verify.check;
    if (line === undefined)
        return { ...base, due: false, because: ['no schedule: only after each backup'] };
    const next = nextDue(line, timezone, now);
    const when = next ? { next } : {};
    const entries = usable(catalog, now);
    if (entries.length === 0) {
        return { ...base, ...when, due: false, because: ['no backup to check yet'] };
    }
    const tick = lastDue(line, timezone, now);
    const last = newest(entries.flatMap((entry) => byScheduleOf(entry, now)));
    const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires';
    if (!tick || (last && last >= tick)) {
        const done = last ? `last check ${clock(last, moment)}` : 'the schedule has not fired yet';
        return { ...base, ...when, due: false, because: [`${until}: ${done}`] };
    }
    const before = (entry) => lookedAt(entry, now) < tick.getTime();
    const stalest = entries
        .toReversed()
        .reduce((best, entry) => (lookedAt(entry, now) < lookedAt(best, now) ? entry : best));
    // One that this run makes is checked when it is made.
    const chosen = [...new Set([...(backsUp ? [] : entries.slice(0, 1)), stalest])].filter(before);
    if (chosen.length === 0) {
        return { ...base, ...when, due: false, because: [`${until}: every copy was checked since the last tick`] };
    }
    const because = [
        last
            ? `last check ${clock(last, moment)} is older than the tick of ${clock(tick, moment, last)}`
            : 'first check of all copies by schedule',
        ...(chosen.includes(stalest) && stalest !== entries[0] ? [`${stalest.id} was looked at longest ago`] : []),
    ];
    return { ...base, ...when, due: true, ids: chosen.map(({ id }) => id), because };
}
/** When each of the backup's copies had been looked at, at the latest; 0 = one of them never was. */
function lookedAt({ copies, proofs, damaged = [] }, now) {
    const stores = [...new Set([...copies, ...damaged.map(({ store }) => store)])];
    const times = stores.map((store) => newest(proofs.filter(ofCopy(store, now)).map(({ startedAt }) => startedAt)));
    return Math.min(...times.map((at) => at?.getTime() ?? 0));
}
/** The checks of a backup without those that it ended with, which are the first of each copy. */
function byScheduleOf({ proofs }, now) {
    const checks = proofs.filter(({ level, startedAt }) => level === 'check' && startedAt <= now);
    return [...Map.groupBy(checks, ({ store }) => store).values()].flatMap((ofStore) => {
        const times = ofStore.map(({ startedAt }) => startedAt);
        return times.toSorted((a, b) => a.getTime() - b.getTime()).slice(1);
    });
}
const ofCopy = (name, now) => ({ store, startedAt }) => store === name && startedAt <= now;
const newest = (times) => times.reduce((best, at) => (best && best >= at ? best : at), undefined);
/**
 * These stores, the one whose copies were read or restored longest ago first; of those that never were, in the order given:
 * so each copy is read in its turn.
 */
function inTurn(stores, catalog, now) {
    const proofs = catalog.entries.flatMap((entry) => entry.proofs).filter(({ level }) => level !== 'check');
    const last = (store) => newest(proofs.filter(ofCopy(store, now)).map(({ startedAt }) => startedAt))?.getTime() ?? 0;
    return stores.toSorted((one, other) => last(one) - last(other));
}

;// CONCATENATED MODULE: ./build/js/plan/proof.js



/** Proofs that count for the level: a restore has read every byte too. */
const counting = { read: ['read', 'restore'], restore: ['restore'] };
/** `backsUp`: this run makes a backup, which it can prove. */
function planProof(kind, source, catalog, moment, backsUp) {
    const { now, timezone } = moment;
    const line = source.verify[kind];
    if (line === undefined)
        return { source: source.name, kind, due: false, because: ['no schedule: only on demand'] };
    const next = nextDue(line, timezone, now);
    const entries = usable(catalog, now);
    const [newest] = entries;
    // A backup that this run makes is the one to prove.
    const id = newest && !backsUp ? { id: newest.id } : {};
    const base = { source: source.name, kind, ...(next ? { next } : {}), ...id };
    if (!newest && !backsUp)
        return { ...base, due: false, because: ['no backup to prove yet'] };
    const proofs = proofsOf(entries, kind, now);
    const [last] = proofs;
    const done = proofs.find(isResult);
    const tick = lastDue(line, timezone, now);
    if (done && (!tick || done.startedAt >= tick)) {
        const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires';
        return { ...base, due: false, because: [`${until}: last ${say(done, moment)}`] };
    }
    const because = [
        done && tick
            ? `last ${say(done, moment)} is older than the tick of ${clock(tick, moment, done.startedAt)}`
            : `first ${kind}: no backup has one yet`,
    ];
    if (last && last !== done)
        because.push(`the last attempt failed at ${clock(last.startedAt, moment, now)}: ${failure(last)}`);
    return { ...base, due: true, because };
}
/**
 * Since when a proof by schedule is overdue: a whole period has passed without an attempt, though there were backups.
 * undefined: it is not, has no schedule, or a store that could not be listed may have it.
 */
function proofOverdue(kind, source, { entries, runs, unread }, { now, timezone }) {
    const line = source.verify[kind];
    const tick = line === undefined ? undefined : lastDue(line, timezone, now);
    const before = line && tick && lastDue(line, timezone, new Date(tick.getTime() - 1));
    if (!before || unread.length > 0)
        return undefined;
    const ours = entries.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) !== 'foreign');
    // The backups of then may be long gone: work that succeeded shows as well that there was something to prove.
    const done = runs.filter(({ command, outcome }) => outcome === 'succeeded' && command !== 'gate');
    if (ours.length === 0 || ![...ours, ...done].some(({ startedAt }) => startedAt < before))
        return undefined;
    return proofsOf(ours, kind, now).some(({ startedAt }) => startedAt >= before) ? undefined : before;
}
/** Newest first; without those that failed at a time to come, which would hide every tick until then. */
function proofsOf(entries, kind, now) {
    const levels = counting[kind];
    const proofs = entries.flatMap((entry) => entry.proofs.filter(({ level, startedAt }) => levels.includes(level) && startedAt <= now));
    return proofs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}
/** False where only the environment stood in the way: that says nothing of the backup, and is tried again. */
const isResult = (proof) => proof.outcome === 'passed' ||
    (0,catalog_catalog/* condemns */.Et)(proof) ||
    (0,catalog_catalog/* condemnsCopy */.v7)(proof) ||
    proof.findings.some(({ level, blame }) => level === 'failure' && blame !== 'env');
const say = (proof, moment) => `${proof.level}${proof.outcome === 'failed' ? ' (failed)' : ''} ${clock(proof.startedAt, moment)}`;
const failure = ({ findings }) => findings.find((finding) => finding.level === 'failure')?.message ?? 'it gives no reason';

;// CONCATENATED MODULE: ./build/js/plan/cron/tick.js



const tick_hourMs = 3_600_000;
const dayMs = 24 * tick_hourMs;
/**
 * Every time after one and up to another at which the line is due, oldest first: the same times as the schedule's own, found
 * a day at a time, so that a year of a line that is due every ten minutes takes milliseconds.
 */
function ticksBetween(line, timezone, after, until) {
    const isDue = dayRule(line);
    const clock = clockTimes(line);
    const everyHour = isEveryHour(line);
    const [from, to] = [after.getTime(), until.getTime()];
    const found = [];
    // A wall clock is within 14 hours of UTC: two days more on each side miss nothing.
    for (let day = Math.floor(from / dayMs) * dayMs - 2 * dayMs; day <= to + 2 * dayMs; day += dayMs) {
        if (!isDue(new Date(day)))
            continue;
        const offset = steadyOffset(day, timezone);
        for (const time of clock) {
            const wall = day + time;
            if (offset !== undefined)
                found.push(wall - offset);
            else
                found.push(...(everyHour ? (0,time_time/* instantsOf */.GR)(wall, timezone) : [(0,time_time/* instantsOf */.GR)(wall, timezone)[0]]));
        }
    }
    // Times that the clock skips fall together, and those that it shows twice are out of order.
    const sorted = [...new Set(found)].sort((a, b) => a - b);
    return sorted.filter((ms) => ms > from && ms <= to).map((ms) => new Date(ms));
}
/** The zone's offset on a day of the wall clock; undefined where it changes near it. */
function steadyOffset(day, timezone) {
    const offsetAt = (ms) => (0,time_time/* wallMs */.P3)(new Date(ms), timezone) - ms;
    const offset = offsetAt(day - 38 * tick_hourMs);
    return offset === offsetAt(day + 62 * tick_hourMs) ? offset : undefined;
}
const fieldsOf = (line) => dist.CronExpressionParser.parse(plainLine(line), { tz: 'UTC' }).fields;
/** Day of the month and weekday both given mean either (crontab(5)). */
function dayRule(line) {
    const { dayOfMonth, month, dayOfWeek } = fieldsOf(line);
    const months = new Set(month.values);
    const dates = new Set(dayOfMonth.values);
    const weekdays = new Set(dayOfWeek.values.map((day) => Number(day) % 7));
    const either = !dayOfMonth.isWildcard && !dayOfWeek.isWildcard;
    return (wall) => {
        if (!months.has(wall.getUTCMonth() + 1))
            return false;
        const [onDate, onWeekday] = [dates.has(wall.getUTCDate()), weekdays.has(wall.getUTCDay())];
        return either ? onDate || onWeekday : onDate && onWeekday;
    };
}
/** Milliseconds into the day, in order. */
function clockTimes(line) {
    const { hour, minute } = fieldsOf(line);
    return hour.values.flatMap((h) => minute.values.map((m) => (h * 60 + m) * 60_000));
}

;// CONCATENATED MODULE: ./build/js/plan/answer.js

const lookMs = 35 * 24 * 3_600_000;
/**
 * Of the schedule's ticks in the coming weeks, those after which none of the other lines (in UTC, as GitHub's are) ticks before
 * the schedule's next: each is a backup, or a proof, that nobody makes. Pure.
 */
function answered(line, timezone, callers, now) {
    const until = new Date(now.getTime() + lookMs);
    const due = ticksBetween(line, timezone, now, until).map((at) => at.getTime());
    const calls = callers.flatMap((caller) => ticksBetween(caller, 'UTC', now, until).map((at) => at.getTime()));
    const sorted = calls.sort((a, b) => a - b);
    let [at, missed] = [0, 0];
    for (const [index, tick] of due.entries()) {
        const next = due[index + 1];
        if (next === undefined)
            break;
        while (at < sorted.length && (sorted[at] ?? 0) < tick)
            at += 1;
        if ((sorted[at] ?? Number.POSITIVE_INFINITY) >= next)
            missed += 1;
    }
    return { ticks: Math.max(due.length - 1, 0), missed };
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
;// CONCATENATED MODULE: ./build/js/plan/compare.js




/** Compares two policies at one moment; no `before`: everything is new; no `after`: everything is gone. Pure. */
function comparePolicies(before, after, now) {
    const [then, is] = [before?.sources ?? {}, after?.sources ?? {}];
    const gone = Object.values(then).filter(({ name }) => !Object.hasOwn(is, name));
    const come = Object.values(is).filter(({ name }) => !Object.hasOwn(then, name));
    const renamed = pairUp(gone, come);
    const byName = new Map(Object.entries(then));
    const sources = Object.values(is).flatMap((source) => {
        const was = byName.get(renamed.find(({ to }) => to === source.name)?.from ?? source.name);
        return was && before && after ? compareSource(was, before, source, after, now) : [];
    });
    const recipients = (policy) => policy?.encryption.recipients ?? [];
    const signers = (policy) => [...(policy?.encryption.signers ?? [])].sort().join(' ');
    return {
        added: come.map(({ name }) => name).filter((name) => !renamed.some(({ to }) => to === name)),
        removed: gone.map(({ name }) => name).filter((name) => !renamed.some(({ from }) => from === name)),
        renamed,
        recipientsAdded: minus(recipients(after), recipients(before)),
        recipientsRemoved: after ? minus(recipients(before), recipients(after)) : [],
        signersChanged: before !== undefined && after !== undefined && signers(before) !== signers(after),
        sources,
    };
}
const minus = (one, other) => one.filter((value) => !other.includes(value));
/** Each name at most once: of two that back up the same, only one has become the other. */
function pairUp(gone, come) {
    const free = [...come];
    return gone.flatMap((source) => {
        const at = free.findIndex((other) => (0,policy/* identityOf */.cu)(other).whole === (0,policy/* identityOf */.cu)(source).whole);
        const [to] = at < 0 ? [] : free.splice(at, 1);
        return to ? [{ from: source.name, to: to.name }] : [];
    });
}
function compareSource(was, before, is, after, now) {
    const cadences = { before: cadenceOf(was, before.timezone, now), after: cadenceOf(is, after.timezone, now) };
    const kept = is.stores.filter((store) => was.stores.includes(store));
    const rulesOf = (source, policy) => JSON.stringify([source.retention, policy.timezone, kept.map((store) => policy.stores[store]?.retention)]);
    const change = {
        source: is.name,
        storesAdded: minus(is.stores, was.stores),
        storesDropped: minus(was.stores, is.stores),
        contentMoved: !sharesContent(was, is),
        storesMoved: kept.filter((store) => addressOf(before.stores[store]) !== addressOf(after.stores[store])),
        rules: rulesOf(was, before) !== rulesOf(is, after),
    };
    const { storesAdded, storesDropped, storesMoved, contentMoved, rules } = change;
    const sameTicks = JSON.stringify(cadences.before) === JSON.stringify(cadences.after);
    if (sameTicks && !rules && !contentMoved && storesAdded.length + storesDropped.length + storesMoved.length === 0)
        return [];
    return [sameTicks ? change : { ...change, cadence: cadences }];
}
const weeksMs = 35 * 24 * 3_600_000;
const shown = 5;
/** What the source's schedule gives from now on. */
function cadenceOf(source, timezone, now) {
    const { schedule, paused = false } = source;
    const base = { schedule, timezone, paused, rpoMs: source.objectives.rpoMs };
    if (schedule === undefined || paused)
        return { ...base, next: [], widestMs: undefined };
    const off = putOffMs(source);
    const runs = runsFrom(schedule, timezone, new Date(now.getTime() - off));
    return {
        ...base,
        next: runs.slice(0, shown).map((run) => new Date(run.getTime() + off)),
        widestMs: widestOf(runs),
    };
}
/** The longest time between two ticks of a line in the coming weeks; undefined = there are no two. */
function widestGap(line, timezone, now) {
    return widestOf(runsFrom(line, timezone, now));
}
/** A week's pattern shows within some weeks; a yearly line has at least its next few runs. */
function runsFrom(line, timezone, start) {
    const runs = [...ticksBetween(line, timezone, start, new Date(start.getTime() + weeksMs))];
    while (runs.length <= shown) {
        const next = nextDue(line, timezone, runs.at(-1) ?? start);
        if (!next)
            break;
        runs.push(next);
    }
    return runs;
}
function widestOf(runs) {
    const gaps = runs.slice(1).map((run, i) => run.getTime() - (runs[i]?.getTime() ?? 0));
    return gaps.length > 0 ? gaps.reduce((widest, gap) => Math.max(widest, gap)) : undefined;
}
/** True unless all that is backed up is another. */
function sharesContent(was, is) {
    const earlier = (0,policy/* identityOf */.cu)(was).content;
    return (0,policy/* identityOf */.cu)(is).content.some((one) => earlier.includes(one));
}
/** Where a store's objects are. */
function addressOf(store) {
    if (store === undefined)
        return undefined;
    if (store.kind === 'directory')
        return JSON.stringify([store.kind, store.path]);
    return JSON.stringify([store.kind, store.endpoint?.template, store.bucket, store.prefix]);
}

;// CONCATENATED MODULE: ./build/js/plan/cron/cron-fault.js



const example = '"0 2 * * *", which is 02:00 every day';
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields = [
    { name: 'minute', low: 0, high: 59, names: [] },
    { name: 'hour', low: 0, high: 23, names: [] },
    { name: 'day of the month', low: 1, high: 31, names: [] },
    { name: 'month', low: 1, high: 12, names: months },
    // Sunday is 0 and 7.
    { name: 'weekday', low: 0, high: 7, names: weekdays },
];
/**
 * What is wrong with a schedule, with the field that is wrong and what it may be; undefined if nothing. Five fields as in
 * crontab(5): minute, hour, day of the month, month, weekday, with lists, ranges, steps and names; day of the month and
 * weekday both given mean either.
 */
function cronFault(line, timezone) {
    const name = `${line}\n${timezone}`;
    if (!faults.has(name))
        faults.set(name, faultOf(line, timezone));
    return faults.get(name);
}
/** By line and time zone: thousands of sources share a few dozen lines. */
const faults = new Map();
function faultOf(line, timezone) {
    if (!isZone(timezone))
        return `${JSON.stringify(timezone)} is not a time zone, such as Europe/Stockholm or UTC`;
    const texts = line.trim() === '' ? [] : line.trim().split(/\s+/);
    if (texts.length !== fields.length)
        return `a schedule has five fields (minute hour day month weekday), such as "0 2 * * *"; ${JSON.stringify(line)} has ${texts.length}`;
    for (const [index, field] of fields.entries()) {
        const text = texts[index] ?? '';
        for (const item of text.split(',')) {
            const fault = itemFault(item, field);
            if (fault !== undefined)
                return `the ${field.name} ${JSON.stringify(text)} ${fault}`;
        }
    }
    try {
        dist.CronExpressionParser.parse(plainLine(line), { tz: timezone });
    }
    catch {
        // Every field is right by itself: what is left is a day that no month has.
        return neverFires(line);
    }
    return nextDue(line, timezone, new Date('2020-01-01T00:00:00Z')) ? undefined : neverFires(line);
}
const neverFires = (line) => `the schedule ${JSON.stringify(line)} never fires: there is no such day`;
function itemFault(item, { low, high, names }) {
    const [, whole, from, to, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item) ?? [];
    const words = [from, to].filter((word) => word !== undefined);
    if (whole === undefined && from === undefined)
        return notAnItem;
    if (words.some((word) => !/^\d+$/.test(word) && names.length === 0))
        return notAnItem;
    const values = words.map((word) => (/^\d+$/.test(word) ? Number(word) : low + positionOf(word, names)));
    if (values.some(Number.isNaN))
        return `has an unknown name: the names are ${names.join(', ')}`;
    const outside = values.findIndex((value) => value < low || value > high);
    if (outside !== -1)
        return `has ${words[outside]}, which is not from ${low} to ${high}; a schedule is such as ${example}`;
    const [first = low, last = high] = values;
    if (first > last)
        return `ends before it begins: write ${first}-${high},${low}-${last} where it goes round`;
    if (step !== undefined && Number(step) === 0)
        return 'has a step of 0; a step is 1 or more, such as */10';
    return undefined;
}
const notAnItem = 'is not a number, *, a list (1,15), a range (1-5) or a step (*/10)';
function positionOf(word, names) {
    const position = names.indexOf(word.toLowerCase());
    return position === -1 ? Number.NaN : position;
}
function isZone(timezone) {
    try {
        return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone !== '';
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/js/plan/gap.js


const gap_dayMs = 24 * 3_600_000;
/** So many ticks in a row are not missed by chance. */
const leastTicks = 3;
/**
 * A gap in the life of a source that its schedule does not explain: either nothing ran, or a clock jumped ahead, and
 * the stores cannot tell which. A gap that ended less than a day before `openedAt`, the start of this run, still
 * counts: the same clock may have made everything after it. undefined: no gap, or no schedule to judge by.
 */
function unexplainedGap(source, { entries, runs }, { timezone }, openedAt) {
    if (source.schedule === undefined || source.paused)
        return undefined;
    const signs = [...entries.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, openedAt) !== 'foreign'), ...runs]
        .map(({ startedAt }) => startedAt)
        .filter((at) => at < openedAt)
        .sort((a, b) => b.getTime() - a.getTime());
    const ticks = ticksOf(source, source.schedule, timezone);
    let until = openedAt;
    for (const from of signs) {
        if (openedAt.getTime() - until.getTime() > gap_dayMs)
            return undefined;
        const long = until.getTime() - from.getTime() > gap_dayMs;
        if (long && ticks.count(from, until, leastTicks) >= leastTicks)
            return { from, until };
        until = from;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/plan/health.js



/** GitHub starts a tick late, and drops one now and then: that much is its normal state. */
const lateMs = 3_600_000;
const silentTicks = 2;
const health_countLimit = 1000;
/**
 * A backup that is due leaves a backup or a failed run record, so silence over several due ticks means that nobody asked.
 * A tick at which nothing is due leaves no trace: a source that a person backs up more often than its schedule
 * says counts as alive.
 */
function scheduleHealth(source, catalog, { now, timezone }) {
    if (source.schedule === undefined)
        return { state: 'none' };
    if (source.paused)
        return { state: 'paused' };
    // By its end too: what takes longer than its schedule's period was not silent meanwhile.
    const signs = catalog.entries
        .filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) !== 'foreign')
        .flatMap(({ startedAt, manifest }) => [startedAt, new Date(manifest.finishedAt)])
        .concat(catalog.runs.filter(bySchedule).flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]))
        .filter((at) => at <= now);
    // Of a source that is new nothing can be missed: its first backup is due, and says so.
    if (signs.length === 0)
        return { state: 'alive' };
    const since = signs.reduce((newest, at) => (at > newest ? at : newest));
    const due = new Date(now.getTime() - lateMs);
    const missed = ticksOf(source, source.schedule, timezone).count(since, due, health_countLimit);
    if (missed < silentTicks)
        return { state: 'alive' };
    const times = missed >= health_countLimit ? `more than ${health_countLimit}` : String(missed);
    return {
        state: 'silent',
        since,
        missed,
        message: `no tick for ${longTime(now.getTime() - since.getTime())}, though the schedule is "${source.schedule}" (${times} missed)`,
        hint: wakeUp(catalog),
    };
}
const bySchedule = ({ trigger }) => trigger === 'schedule';
/** "7 h", "400 days": what is longer than two days is not counted in hours. */
function longTime(ms) {
    return ms < 2 * health_dayMs ? hours(ms) : `${Math.floor(ms / health_dayMs)} days`;
}
const health_dayMs = 24 * 3_600_000;
/** What to look at: the stores tell whether a workflow made the newest scheduled backup, or a timer of some machine. */
function wakeUp({ entries }) {
    const last = entries.find(({ manifest }) => manifest.trigger === 'schedule') ?? entries[0];
    const { workflow, host } = last?.manifest.origin ?? {};
    const scheduled = last?.manifest.trigger === 'schedule';
    if (workflow === undefined) {
        const where = host === undefined || !scheduled ? '' : ` on ${host}, which made the last one`;
        return `See whether the cron line or the timer that calls \`backproof run\`${where} is still there (\`crontab -l\`, \`systemctl list-timers\`) and what it prints; then call it once.`;
    }
    const name = pasted(workflow);
    return `GitHub disables schedules of repositories without activity for 60 days: re-enable with \`gh workflow enable ${name}\`, then \`gh workflow run ${name}\`.`;
}
/** The workflow's name where it can be pasted; else that of the example. */
function pasted(name) {
    if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name))
        return 'scheduled.yml';
    return name.includes(' ') ? `"${name}"` : name;
}

;// CONCATENATED MODULE: ./build/js/plan/objective.js


/** The objectives that the policy itself already breaks, whatever happens to the backups. Pure. */
function brokenObjectives(source, { timezone }, now) {
    const { rpoMs, verifiedWithinMs } = source.objectives;
    const { widestMs } = cadenceOf(source, timezone, now);
    const proven = source.verify.restore === undefined ? undefined : widestGap(source.verify.restore, timezone, now);
    return [
        // Without a schedule backups come by command: nothing is known, and what takes a schedule away says so itself.
        ...(rpoMs !== undefined && widestMs !== undefined && widestMs > rpoMs
            ? [
                {
                    objective: 'rpo',
                    says: `the RPO of ${hours(rpoMs)} cannot be met: backups are up to ${hours(widestMs)} apart`,
                },
            ]
            : []),
        // Without a schedule of their own, restores may be proven by a workflow that says `verify`: nothing is known.
        ...(verifiedWithinMs !== undefined && proven !== undefined && proven > verifiedWithinMs
            ? [
                {
                    objective: 'verified-within',
                    says: `verified-within of ${hours(verifiedWithinMs)} cannot be met: test restores are up to ${hours(proven)} apart`,
                },
            ]
            : []),
    ];
}
/** The objectives that a change breaks: kept before, or not promised before. */
function newlyBroken(before, after, now) {
    const already = before ? brokenObjectives(before.source, before.policy, now) : [];
    return brokenObjectives(after.source, after.policy, now).filter(({ objective }) => !already.some((one) => one.objective === objective));
}

;// CONCATENATED MODULE: ./build/js/plan/reach.js



/**
 * What a review must not miss though no backup of today is lost by it. Nothing of a first policy: everything is new, and
 * there is no word yet that the change could go back on. Pure.
 */
function reachOf(before, after, renamed, name) {
    if (!before || !after)
        return [];
    const was = new Map(Object.entries(before.sources));
    const sources = Object.values(after.sources).flatMap((source) => {
        const earlier = was.get(renamed.find(({ to }) => to === source.name)?.from ?? source.name);
        const found = earlier
            ? ofSource(earlier, before, source, after)
            : [take(`${describe(source)} is backed up, which was not before`)];
        return found.map((reach) => ({ ...reach, source: source.name }));
    });
    return [...ofProject(before, after, name), ...sources];
}
function ofProject(before, after, name) {
    const [was, is] = [before.encryption, after.encryption];
    const gains = (key) => !was.recipients.includes(key);
    const signs = (key) => was.signers.length > 0 && !was.signers.includes(key);
    return [
        ...(before.project === after.project
            ? []
            : [
                {
                    kind: 'count',
                    says: `the project ${before.project} is called ${after.project}: no gate counts the backups that there are, and no rule deletes them`,
                },
            ]),
        ...is.recipients.filter(gains).map((key) => ({ kind: 'read', says: `${name(key)} can open new backups` })),
        ...is.signers
            .filter(signs)
            .map((key) => ({ kind: 'write', says: `backups signed by ${name(key)} count` })),
        ...(was.signers.length > 0 && is.signers.length === 0
            ? [{ kind: 'write', says: 'unsigned backups count' }]
            : []),
    ];
}
function ofSource(was, before, is, after) {
    const fresh = is.stores.filter((store) => !was.stores.includes(store));
    const moved = is.stores.filter((store) => was.stores.includes(store) && addressOf(before.stores[store]) !== addressOf(after.stores[store]));
    const [then, now] = [describe(was), describe(is)];
    const shorter = (0,time_time/* durationMs */.pc)(is.retention.grace) < (0,time_time/* durationMs */.pc)(was.retention.grace);
    return [
        ...fresh.map((store) => ({ kind: 'read', says: `backups go to ${store}, too` })),
        ...moved.map((store) => ({ kind: 'read', says: `${store} is another place, to which backups go` })),
        ...newImages(was, is).map(([image, gets]) => ({ kind: 'read', says: `the image ${image} is given ${gets}` })),
        ...newMachines(was, is).map((says) => ({ kind: 'read', says })),
        ...(is.via && (!was.via || (0,policy/* shownLogin */.dr)(is.via) !== (0,policy/* shownLogin */.dr)(was.via))
            ? [{ kind: 'read', says: `ssh ${(0,policy/* shownLogin */.dr)(is.via)} forwards the connection to the server` }]
            : []),
        ...(shorter
            ? [
                {
                    kind: 'delete',
                    says: `what is deleted can be brought back for ${is.retention.grace.text} instead of ${was.retention.grace.text}`,
                },
            ]
            : []),
        ...(then === now ? [] : [take(`${now} is taken instead of ${then}`)]),
    ];
}
const take = (says) => ({ kind: 'take', says });
/** Images that come from somewhere else: another tag of the same one is an upgrade. */
function newImages(was, is) {
    const of = ({ tools }) => (tools.kind === 'image' ? tools.image : undefined);
    const from = (image) => image?.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    const [tools, proof] = [of(is), is.verify.image];
    return [
        ...(tools !== undefined && from(tools) !== from(of(was)) ? [[tools, 'what opens the source']] : []),
        ...(proof !== undefined && from(proof) !== from(was.verify.image)
            ? [[proof, 'what test restores open']]
            : []),
    ];
}
/** Machines that are logged in to, and get the passwords of the source. */
function newMachines(was, is) {
    const shown = ({ tools }) => (tools.kind === 'ssh' || tools.kind === 'pod' ? (0,policy/* shownTools */.zZ)(tools) : undefined);
    const now = shown(is);
    return now === undefined || now === shown(was) ? [] : [`${now} is given what opens the source`];
}
const describe = (source) => (0,policy/* kindOf */.I)(source.engine).describe(source);

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
;// CONCATENATED MODULE: ./build/js/plan/shard.js


/** A matrix of GitHub has at most this many jobs. */
const mostShards = 256;
/** Throws `usage` unless the text is a number from 1 to 256. */
function parseShards(text) {
    const count = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
    if (count >= 1 && count <= mostShards)
        return count;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a number of shards`, {
        hint: `It is a number from 1 to ${mostShards}, which is as many jobs as a matrix can have.`,
    });
}
/** "3/16"; throws `usage` where it is none. */
function parseShard(text) {
    const [, index = '', of = ''] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
    const shard = { index: Number(index), of: Number(of) };
    if (index && shard.of <= mostShards && shard.index <= shard.of)
        return shard;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a shard`, {
        hint: `Write 3/16 for the third of sixteen; at most ${mostShards}.`,
    });
}
/** Whether the source is this shard's: of every number of shards, each source has exactly one, whatever other sources there are. */
function inShard(source, { index, of }) {
    return hashOf(source) % of === index - 1;
}
/**
 * The shards that have something to do, with all the sources that are theirs. `all`: every shard has, though its sources are not
 * known yet.
 */
function matrixOf(sources, busy, shards, all = 'busy') {
    const byShard = Map.groupBy(sources, (source) => hashOf(source) % shards);
    const include = Array.from({ length: shards }, (_, i) => {
        const theirs = byShard.get(i) ?? [];
        return all === 'all' || theirs.some((source) => busy.has(source))
            ? [{ shard: `${i + 1}/${shards}`, sources: theirs.join(' ') }]
            : [];
    });
    return { include: include.flat() };
}
/**
 * Sources that are worth a job now. Deciding on retention is due at every tick, so it waits for one that something else
 * starts; proofs count only where the jobs have the secret key.
 */
function busySources(tasks, proves) {
    const worth = ({ due, kind }) => due && kind !== 'prune' && (proves || kind === 'backup' || kind === 'copy');
    return new Set(tasks.filter(worth).map(({ source }) => source));
}

;// CONCATENATED MODULE: ./build/js/plan/plan.js




/**
 * For every source, or those named: what is due now and what is not, with the reasons, in the order in which to do it.
 * A source without a catalog counts as one without backups. Times in the reasons are in the policy's zone.
 */
function plan(policy, catalog, now, only = []) {
    const moment = { now, timezone: policy.timezone };
    const names = new Set(only);
    return Object.values(policy.sources)
        .filter(({ name }) => names.size === 0 || names.has(name))
        .flatMap((source) => planSource(source, catalog.get(source.name) ?? empty(source.name), moment));
}
const empty = (source) => ({ source, entries: [], runs: [], unread: [], damaged: [] });
function planSource(source, catalog, moment) {
    const backup = planBackup(source, catalog, moment);
    return [
        backup,
        planCopy(source, catalog, moment),
        planCheck(source, catalog, moment, backup.due),
        planProof('read', source, catalog, moment, backup.due),
        planProof('restore', source, catalog, moment, backup.due),
        planPrune(source, catalog, moment),
    ];
}
/** Copies run at every tick until each backup is in every store that should have it, and whole there. */
function planCopy(source, { entries, unread }, { now }) {
    const copies = entries
        .filter((entry) => !['foreign', 'deleted', 'leaving'].includes((0,catalog_catalog/* standing */.JA)(entry, now)))
        .flatMap((entry) => {
        const { id, copies, missing, marked, released = [], damaged = [] } = entry;
        const broken = damaged.filter(({ store }) => !marked.includes(store) && !released.includes(store));
        const from = copies.find((store) => !marked.includes(store) && !damaged.some((copy) => copy.store === store));
        if (from === undefined) {
            const parts = copies.filter((store) => !marked.includes(store));
            if (parts.length < 2 || !(0,catalog_catalog/* mayBeMended */.o6)({ ...entry, copies: parts }))
                return [];
            const others = (to) => parts.filter((store) => store !== to).join(' and ');
            const mended = broken.filter(({ store }) => parts.includes(store));
            return mended.map(({ store, because }) => ({ id, from: others(store), to: store, damage: because }));
        }
        return [
            ...missing.filter((store) => !unread.some((one) => one.store === store)).map((to) => ({ id, from, to })),
            ...broken.map(({ store, because }) => ({ id, from, to: store, damage: because })),
        ];
    });
    const base = { source: source.name, kind: 'copy', copies };
    const unknown = unread.map(({ store, message }) => `store ${store} could not be listed: ${message}`);
    if (copies.length === 0)
        return { ...base, due: false, because: ['no backup that is known lacks a copy', ...unknown] };
    const said = (what, of) => [...Map.groupBy(of, ({ to }) => to)].map(([store, [first, ...more]]) => {
        const ids = more.length === 0 ? first?.id : `${more.length + 1} backups, the newest ${first?.id}`;
        return `store ${store} ${what} ${ids}${first?.damage ? `: ${first.damage}` : ''}`;
    });
    const because = [
        ...said('lacks', copies.filter(({ damage }) => damage === undefined)),
        ...said('has a damaged copy of', copies.filter(({ damage }) => damage !== undefined)),
    ];
    return { ...base, due: true, because: [...because, ...unknown] };
}
function planPrune(source, { entries, unread }, { now }) {
    const base = { source: source.name, kind: 'prune' };
    if (unread.length > 0) {
        const because = unread.map(({ store, message }) => `nothing is deleted on partial knowledge: store ${store} could not be listed: ${message}`);
        return { ...base, due: false, because };
    }
    const ours = entries.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) !== 'foreign');
    if (ours.length === 0)
        return { ...base, due: false, because: ['no earlier backup to decide on'] };
    const live = ours.filter((entry) => (0,catalog_catalog/* standing */.JA)(entry, now) !== 'deleted').length;
    const expired = ours.filter((entry) => entry.trashed && (0,catalog_catalog/* purgeAt */.lS)(entry.trashed, source.retention.grace) <= now).length;
    const purge = expired === 0 ? [] : [`${expired} deleted backup${expired === 1 ? ' is' : 's are'} past the grace period`];
    const decide = `evaluated on every run (${live} backup${live === 1 ? '' : 's'})`;
    return { ...base, due: true, because: [decide, ...purge] };
}
















/***/ }),

/***/ 457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qQ: () => (/* reexport */ Needed),
  Z0: () => (/* reexport */ basesThatStay),
  j7: () => (/* reexport */ compareOutcomes),
  eK: () => (/* reexport */ copyGrace),
  LD: () => (/* reexport */ decide),
  ui: () => (/* reexport */ decideCopies),
  Kf: () => (/* reexport */ dependencyLayers),
  jn: () => (/* reexport */ dependentsFirst),
  CN: () => (/* reexport */ freeze),
  nn: () => (/* reexport */ isProven),
  iJ: () => (/* reexport */ narrowMissing),
  JV: () => (/* reexport */ simulate),
  Fo: () => (/* reexport */ storeRules)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog = __webpack_require__(53331);
;// CONCATENATED MODULE: ./build/js/retain/compare.js

/** Compares what two policies make of one source's backups. What both keep does not show. Newest first. Pure. */
function compareOutcomes(before, after, now) {
    const [was, is] = [deletionsOf(before), deletionsOf(after)];
    const seen = new Map(live(after).map((entry) => [entry.id, entry]));
    const proven = [...seen.values()].some((entry) => !is.has(entry.id) && isProven(entry, now));
    const reasons = new Map(after.decided?.decisions.map(({ entry, because }) => [entry.id, because]));
    const change = (entry, what, because) => {
        const goes = what !== 'newly-kept';
        return { entry, change: what, because, lastProven: goes && !proven && isProven(entry, now) };
    };
    const lost = live(before).flatMap((entry) => entry.foreign !== undefined || (seen.get(entry.id)?.foreign === undefined && seen.has(entry.id))
        ? []
        : [change(entry, 'left-behind', [whyLost(entry, seen.get(entry.id))])]);
    const decided = [...seen.values()].flatMap((entry) => {
        const what = changeOf(was.has(entry.id), is.has(entry.id));
        return what ? [change(entry, what, reasons.get(entry.id) ?? ['nothing is decided'])] : [];
    });
    const all = [...lost, ...decided, ...compareCopies(before, after)];
    return all.sort((a, b) => b.entry.startedAt.getTime() - a.entry.startedAt.getTime());
}
const live = ({ entries }) => entries.filter(({ trashed }) => !trashed);
function deletionsOf({ decided }) {
    return new Set(decided?.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])));
}
const whyLost = ({ copies }, now) => now?.foreign ?? `only in ${copies.join(' and ')}, where the changed policy does not look`;
function changeOf(deleted, deletes) {
    if (deletes)
        return deleted ? 'still-deleted' : 'newly-deleted';
    return deleted ? 'newly-kept' : undefined;
}
function compareCopies(before, after) {
    const name = ({ entry, store }) => `${entry.id} ${store}`;
    const was = new Set(before.copies?.filter(({ keep }) => !keep).map(name));
    const is = after.copies?.filter(({ keep }) => !keep) ?? [];
    const going = new Set(is.map(name));
    const stays = after.copies?.filter((copy) => copy.keep && was.has(name(copy)) && !going.has(name(copy))) ?? [];
    return [...is, ...stays].flatMap((copy) => {
        const change = changeOf(was.has(name(copy)), !copy.keep);
        const { entry, store: copyIn, because } = copy;
        return change ? [{ entry, change, copyIn, because, lastProven: false }] : [];
    });
}
/** Has been restored to the end, and nothing has shown damage since. */
function isProven(entry, now) {
    const restored = entry.proofs.some(({ level, outcome }) => level === 'restore' && outcome === 'passed');
    return restored && (0,catalog/* standing */.JA)(entry, now) === 'good';
}

;// CONCATENATED MODULE: ./build/js/retain/cap.js
const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
/**
 * Removes kept backups, oldest first, until the limit holds; never a fixed one, nor one that another kept one depends on.
 * `kept` newest first.
 */
function cap(kept, limit) {
    const removed = new Map();
    const ofName = limit.name === '' ? '' : ` ${limit.name}`;
    let count = 0;
    let bytes = 0;
    const dependents = new Map();
    const depend = (entry, by) => {
        const { base } = entry.manifest;
        if (base !== undefined)
            dependents.set(base, (dependents.get(base) ?? 0) + by);
    };
    for (const entry of kept) {
        depend(entry, 1);
        if (!limit.of(entry))
            continue;
        count += 1;
        bytes += entry.bytes;
    }
    const over = () => {
        if (limit.count !== undefined && count > limit.count)
            return `over max count${ofName}: ${count} of ${limit.count}, oldest first`;
        if (limit.bytes !== undefined && bytes > limit.bytes)
            return `over max size${ofName}: ${bytes} of ${limit.bytes} sealed bytes, oldest first`;
        return undefined;
    };
    let at = kept.length - 1;
    for (let reason = over(); reason !== undefined && at >= 0; reason = over()) {
        const next = kept[at];
        at -= 1;
        if (!next || removed.has(next.id) || !limit.of(next) || limit.fixed(next) || dependents.get(next.id))
            continue;
        removed.set(next.id, reason);
        count -= 1;
        bytes -= next.bytes;
        if (next.manifest.base === undefined)
            continue;
        depend(next, -1);
        // What it depended on is older, and may go now.
        at = kept.length - 1;
    }
    const findings = [];
    if (limit.count !== undefined && count > limit.count)
        findings.push(`max count ${limit.count}${ofName} cannot be met: ${plural(count, 'backup')} must stay`);
    if (limit.bytes !== undefined && bytes > limit.bytes)
        findings.push(`max size${ofName} of ${limit.bytes} sealed bytes cannot be met: what must stay has ${bytes}`);
    return { removed, findings };
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time = __webpack_require__(54368);
;// CONCATENATED MODULE: ./build/js/retain/proof.js

/**
 * The failed proof that freezes deletion: no backup as new as that one has passed one as strong since. A copy that is damaged
 * freezes nothing while another is whole.
 */
function freeze(entries) {
    let found;
    for (const entry of entries) {
        const lost = (0,catalog/* damage */.Ab)(entry);
        const failed = [...entry.proofs.filter(catalog/* condemns */.Et), ...(lost ? [lost] : [])];
        if (failed.length === 0)
            continue;
        const later = entries.filter((other) => other.startedAt >= entry.startedAt).flatMap((other) => other.proofs);
        const proof = (0,catalog/* newestProof */.j4)(failed.filter((proof) => !later.some((other) => (0,catalog/* answers */.GA)(other, proof))));
        if (proof && !(found && found.proof.startedAt >= proof.startedAt))
            found = { entry, proof };
    }
    return found;
}
/** The newest backup that passed a restore; where none did, a read; where none did, a check. Entries newest first. */
function newestProven(entries) {
    for (const level of catalog/* levels */.yr.toReversed())
        for (const entry of entries) {
            const passed = (proof) => proof.level === level && proof.outcome === 'passed';
            const proof = entry.proofs.some(passed) ? (0,catalog/* newestProof */.j4)(entry.proofs.filter(passed)) : undefined;
            if (proof)
                return { entry, proof };
        }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/retain/tag.js
/** True if the tag is what the pattern says; `*` stands for any run of characters, everything else for itself. */
function matches(pattern, tag) {
    const [first = '', ...rest] = pattern.split('*');
    const end = rest.pop();
    if (end === undefined)
        return pattern === tag;
    if (!tag.startsWith(first))
        return false;
    let at = first.length;
    for (const piece of rest) {
        const found = tag.indexOf(piece, at);
        if (found < 0)
            return false;
        at = found + piece.length;
    }
    return tag.length - end.length >= at && tag.endsWith(end);
}
/** True if every pattern is met by one of the tags; no pattern meets nothing. */
function matchesAll(patterns, tags) {
    return patterns.length > 0 && patterns.every((pattern) => tags.some((tag) => matches(pattern, tag)));
}

;// CONCATENATED MODULE: ./build/js/retain/type.js
/** Longest first. */
const timeTypes = ['monthly', 'weekly', 'daily'];
/** What a gate makes is made again by the next gate: it goes by the rules, as what a schedule makes does. */
const isManual = ({ manifest }) => manifest.trigger === 'manual';
/** True where the rules leave a backup alone because a person made it. */
const keptAsManual = (entry, { manual = 'keep' }) => manual === 'keep' && isManual(entry);
/**
 * True if the backup is of the type; one that the rules leave alone is manual and nothing else. By time it is of one type:
 * the longest that its tags name, so that a limit on daily backups leaves the monthly ones, which have that tag too.
 */
function isOfType(entry, type, rules) {
    if (type === 'manual')
        return isManual(entry);
    if (keptAsManual(entry, rules))
        return false;
    if (type === 'automatic')
        return !isManual(entry);
    const { tags } = entry.manifest;
    return timeTypes.find((one) => tags.includes(one)) === type;
}
/** The types that the rules limit, in the order of the policy's own list. */
function limitedTypes({ types = {} }) {
    return Object.entries(types).map(([type, limit]) => ({ type: type, ...limit }));
}

;// CONCATENATED MODULE: ./build/js/retain/pin.js





/** Adds one more reason for a backup. */
function addReason(because, id, reason) {
    const known = because.get(id);
    if (known)
        known.push(reason);
    else
        because.set(id, [reason]);
}
/** What no rule and no cap deletes, with the reasons. */
function pins({ ours, counting, anomalies }, rules, { now, timezone }) {
    const because = new Map();
    for (const entry of ours) {
        if (entry.held)
            addReason(because, entry.id, 'held');
        if (entry.manifest.retain)
            addReason(because, entry.id, 'retained until it is deleted by id');
        const lock = entry.lockedUntil && lockedBy(entry.lockedUntil, now, timezone);
        if (lock)
            addReason(because, entry.id, lock);
        for (const pattern of rules.protect) {
            const tag = (0,catalog/* tagsOf */.Fg)(entry).find((tag) => matches(pattern, tag));
            if (tag !== undefined)
                addReason(because, entry.id, `protected: tagged ${tag}`);
        }
    }
    const proven = newestProven(counting);
    if (proven) {
        const { level, finishedAt } = proven.proof;
        addReason(because, proven.entry.id, `newest backup proven by a ${level} (${(0,time/* zonedText */.IQ)(finishedAt, timezone)})`);
    }
    for (const [index, entry] of counting.slice(0, rules.minKeep).entries())
        addReason(because, entry.id, `min-keep: ${index + 1} of ${rules.minKeep}`);
    const lastGood = new Map();
    for (const [entry, { level }] of anomalies) {
        const before = counting.find((other) => other.startedAt < entry.startedAt);
        if (before)
            lastGood.set(before.id, `newest good one before ${entry.id}, whose ${level} failed`);
    }
    for (const [id, reason] of lastGood)
        addReason(because, id, reason);
    for (const { type, min = 0 } of limitedTypes(rules)) {
        const newest = min > 0 ? counting.filter((entry) => isOfType(entry, type, rules)).slice(0, min) : [];
        for (const [index, entry] of newest.entries())
            addReason(because, entry.id, `${type}: ${index + 1} of at least ${min}`);
    }
    return because;
}
const year = 365 * 86_400_000;
/** Why a lock forbids removal now; undefined if it is over. A legal hold, which has no end, is a lock for thousands of years. */
function lockedBy(until, now, timezone) {
    if (until <= now)
        return undefined;
    if (until.getTime() - now.getTime() > 1000 * year)
        return 'object lock: a legal hold, which has no end';
    return `object lock until ${(0,time/* zonedText */.IQ)(until, timezone)}`;
}

;// CONCATENATED MODULE: ./build/js/retain/depend.js

/** Adds to `kept` everything that a kept backup depends on, directly or through others. What is not there is not added. */
function keepBases(entries, kept) {
    const open = entries.filter((entry) => entry.manifest.base !== undefined && kept.has(entry.id));
    if (open.length === 0)
        return;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const entry of open) {
        const needed = byId.get(entry.manifest.base ?? '');
        if (!needed)
            continue;
        if (!kept.has(needed.id))
            open.push(needed);
        addReason(kept, needed.id, neededBy(entry.id));
    }
}
const neededBy = (id) => `backup ${id} depends on it`;
/** What of these may go, after all: by id, why each of the others stays, because what is not going depends on it. */
function basesThatStay(entries, going) {
    const kept = new Map(entries.filter(({ id }) => !going.has(id)).map(({ id }) => [id, []]));
    keepBases(entries, kept);
    return new Map([...kept].flatMap(([id, [because]]) => (going.has(id) && because ? [[id, because]] : [])));
}
/** Each before all that it depends on: so that whoever stops half-way leaves nothing without its base. */
function dependentsFirst(items, entryOf) {
    return dependencyLayers(items, entryOf).flat();
}
/** The same in layers: of one layer nothing depends on another of it, so that they may go at once. */
function dependencyLayers(items, entryOf) {
    const depths = depthsOf(new Map(items.map((item) => [entryOf(item).id, entryOf(item)])));
    const layers = Map.groupBy(items, (item) => depths.get(entryOf(item).id) ?? 0);
    return [...layers].sort(([a], [b]) => b - a).map(([, layer]) => layer);
}
/** How many of these each builds on. Each is looked at once, and a loop, which only forged manifests have, is cut. */
function depthsOf(byId) {
    const depths = new Map();
    for (const start of byId.values()) {
        const path = [];
        const seen = new Set();
        let next = start;
        while (next && !depths.has(next.id) && !seen.has(next.id)) {
            seen.add(next.id);
            path.push(next);
            next = byId.get(next.manifest.base ?? '');
        }
        let depth = next ? (depths.get(next.id) ?? -1) : -1;
        for (const { id } of path.reverse()) {
            depth += 1;
            depths.set(id, depth);
        }
    }
    return depths;
}
/** Remembers what stays as it goes from one to the next, dependents first: what it stands on stays as well. */
class Needed {
    #needed = new Map();
    stays({ id, manifest }) {
        if (manifest.base !== undefined)
            this.#needed.set(manifest.base, neededBy(id));
    }
    /** Why the backup must stay; undefined: nothing that has stayed so far depends on it. */
    because({ id }) {
        return this.#needed.get(id);
    }
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
;// CONCATENATED MODULE: ./build/js/retain/bucket.js
/** restic's bucket: the newest backup of each period takes a slot; where slots remain, the oldest of all is kept too. */
function bucket({ name, slots, after, period }) {
    let used = 0;
    let last;
    const afterMs = after?.getTime() ?? Number.NEGATIVE_INFINITY;
    const outside = (entry) => entry.startedAt.getTime() <= afterMs;
    return {
        keep(entry, isOldest) {
            if (used >= slots || outside(entry))
                return undefined;
            const at = period(entry);
            const isNewest = at !== last?.name;
            if (!isNewest && !isOldest)
                return undefined;
            used += 1;
            last = { name: at, id: entry.id };
            const count = slots === Number.POSITIVE_INFINITY ? '' : ` (${used} of ${slots})`;
            return `${name}: ${isNewest ? `newest of ${at}` : 'oldest of all, and slots remain'}${count}`;
        },
        refused(entry) {
            if (outside(entry))
                return `older than ${name}`;
            const at = period(entry);
            if (last?.name === at)
                return `${name} keeps ${last.id} for ${at}`;
            return `${name} is full (${used} of ${slots})`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/calendar.js

const dayMs = 86_400_000;
/** 1969-12-29, a Monday: weeks of a period of n weeks are counted from it. */
const mondayMs = -3 * dayMs;
/**
 * The instant that lies this long before: years and months by the calendar of the zone (31 March less a month is 3
 * March, as in restic).
 */
function before(at, length, zone) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (months === 0)
        return new Date(at.getTime() - exact);
    const wall = new Date((0,time/* wallMs */.P3)(at, zone));
    wall.setUTCFullYear(wall.getUTCFullYear(), wall.getUTCMonth() - months, wall.getUTCDate());
    return new Date((0,time/* instantsOf */.GR)(wall.getTime(), zone)[0] - exact);
}
const calendar_text = (wall) => new Date(wall).toISOString();
/** ISO 8601: a week belongs to the year of its Thursday. */
function week(wall) {
    const monday = Math.floor((wall - mondayMs) / (7 * dayMs)) * 7 * dayMs + mondayMs;
    const year = new Date(monday + 3 * dayMs).getUTCFullYear();
    const number = Math.floor((monday + 3 * dayMs - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
    return `${year}-W${String(number).padStart(2, '0')}`;
}
/** The name of the period that an instant is in, from its wall clock; equal names are the same period. */
const periodName = {
    hourly: (wall) => `${calendar_text(wall).slice(0, 13).replace('T', ' ')}:00`,
    daily: (wall) => calendar_text(wall).slice(0, 10),
    weekly: week,
    monthly: (wall) => calendar_text(wall).slice(0, 7),
    yearly: (wall) => calendar_text(wall).slice(0, 4),
};
/** The number of the period of this length that an instant is in; whole weeks begin on Mondays, months on the first. */
function slot(wall, length) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (exact === 0) {
        const at = new Date(wall);
        return Math.floor((at.getUTCFullYear() * 12 + at.getUTCMonth()) / Math.max(months, 1));
    }
    // A month inside a mixed length has no calendar meaning: 30 days.
    return Math.floor((wall - mondayMs) / (exact + months * 30 * dayMs));
}

;// CONCATENATED MODULE: ./build/js/retain/moment.js


/**
 * By the instant of one backup, which goes through every decision of a simulation: to ask a zone's clock once makes a year of
 * decisions a matter of seconds.
 */
const known = new WeakMap();
function momentOf(at, zone) {
    const found = known.get(at);
    if (found?.zone === zone)
        return found.moment;
    const wall = (0,time/* wallMs */.P3)(at, zone);
    const names = {};
    const moment = {
        wall,
        name(period) {
            const name = names[period] ?? periodName[period](wall);
            names[period] = name;
            return name;
        },
    };
    known.set(at, { zone, moment });
    return moment;
}

;// CONCATENATED MODULE: ./build/js/retain/keep.js







const periods = Object.keys(periodName);
/** A count as the policy gives it: absent and 0 are no rule, `everything` is no limit. */
function slotsOf(count = 0) {
    return count >= policy/* everything */.YT ? Number.POSITIVE_INFINITY : count;
}
/** True if nothing is said of what to keep, by keep or by tiers. */
function keepsNothing({ keep, tiers }) {
    const counts = [keep.last, ...periods.map((period) => keep.counts[period])];
    return (counts.every((count) => slotsOf(count) === 0) &&
        keep.within === undefined &&
        periods.every((period) => keep.withinPeriods[period] === undefined) &&
        keep.tags.length === 0 &&
        tiers.length === 0);
}
/**
 * The rules of `keep` with the meaning of restic's `forget` (restic manual, "Removing snapshots according to a policy"),
 * and those of `tiers`, for a walk from the newest entry to the oldest.
 */
function rulesOf(rules, newest, timezone) {
    const { keep } = rules;
    const made = [];
    if (slotsOf(keep.last) > 0)
        made.push(last(slotsOf(keep.last)));
    for (const period of periods) {
        const slots = slotsOf(keep.counts[period]);
        const name = (entry) => momentOf(entry.startedAt, timezone).name(period);
        if (slots > 0)
            made.push(bucket({ name: period, slots, period: name }));
    }
    if (keep.within)
        made.push(within(keep.within.text, before(newest, keep.within, timezone)));
    for (const period of periods) {
        const length = keep.withinPeriods[period];
        if (!length)
            continue;
        made.push(bucket({
            name: `within-${period} ${length.text}`,
            slots: Number.POSITIVE_INFINITY,
            after: before(newest, length, timezone),
            period: (entry) => momentOf(entry.startedAt, timezone).name(period),
        }));
    }
    for (const tags of keep.tags)
        made.push(tagged(tags));
    if (rules.tiers.length > 0)
        made.push(tiered(rules.tiers, newest, timezone));
    return made;
}
/**
 * What `keep` and `tiers` choose of these, newest first, with the reasons; why they refuse the others goes to `refusals`.
 * With a cap as the only rule, everything until the cap.
 */
function choose(entries, rules, timezone, refusals) {
    const chosen = new Map();
    const [newest] = entries;
    if (!newest)
        return chosen;
    if (keepsNothing(rules)) {
        for (const entry of entries)
            addReason(chosen, entry.id, 'kept until max: no other rule exists');
        return chosen;
    }
    const walk = rulesOf(rules, newest.startedAt, timezone);
    for (const [index, entry] of entries.entries()) {
        const isOldest = index === entries.length - 1;
        for (const rule of walk) {
            const reason = rule.keep(entry, isOldest);
            if (reason !== undefined)
                addReason(chosen, entry.id, reason);
        }
        if (!chosen.has(entry.id))
            refusals.set(entry.id, `no rule keeps it: ${walk.map((rule) => rule.refused(entry)).join(', ')}`);
    }
    return chosen;
}
function last(slots) {
    let used = 0;
    const count = () => (slots === Number.POSITIVE_INFINITY ? `${used}` : `${used} of ${slots}`);
    return {
        keep() {
            if (used >= slots)
                return undefined;
            used += 1;
            return `last: ${count()}`;
        },
        refused: () => `last is full (${count()})`,
    };
}
function within(text, after) {
    return {
        keep: (entry) => (entry.startedAt > after ? `within ${text} of the newest backup` : undefined),
        refused: () => `older than within ${text}`,
    };
}
function tagged(patterns) {
    const text = patterns.join(' and ');
    return {
        keep: (entry) => (matchesAll(patterns, (0,catalog/* tagsOf */.Fg)(entry)) ? `tagged ${text}` : undefined),
        refused: () => `not tagged ${text}`,
    };
}
/** Each entry belongs to the shortest tier that its age, counted from the newest backup, falls into. */
function tiered(tiers, newest, timezone) {
    const steps = tiers
        .map((tier) => ({ ...tier, afterMs: before(newest, tier.until, timezone).getTime() }))
        .sort((a, b) => b.afterMs - a.afterMs);
    const kept = new Map();
    const stepOf = (entry) => {
        const ms = entry.startedAt.getTime();
        return steps.find((step) => ms > step.afterMs);
    };
    return {
        keep(entry) {
            const step = stepOf(entry);
            if (!step)
                return undefined;
            const name = `tier until ${step.until.text}`;
            if (step.every === 'all')
                return `${name}: every backup`;
            const at = slot(momentOf(entry.startedAt, timezone).wall, step.every);
            if (kept.get(step)?.slot === at)
                return undefined;
            kept.set(step, { slot: at, id: entry.id });
            return `${name}: newest of its ${step.every.text}`;
        },
        refused(entry) {
            const step = stepOf(entry);
            if (!step)
                return `older than the last tier (${steps.at(-1)?.until.text})`;
            const every = step.every === 'all' ? 'backup' : step.every.text;
            return `tier until ${step.until.text} keeps ${kept.get(step)?.id} of that ${every}`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/decide.js









const newestFirst = (a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
/**
 * What retention keeps and deletes of one source's backups, each with its reasons; deletes nothing itself.
 * The order of the entries does not matter.
 */
function decide(entries, rules, options) {
    const refused = unlisted(options) ?? emptyRules(rules);
    if (refused)
        return { refused };
    const { now, timezone } = options;
    // A slip of the pen there must not take all that any other rule keeps.
    const { before, ...undated } = rules;
    const early = before && before > now;
    const sorted = entries.filter((entry) => !entry.trashed).sort(newestFirst);
    const aside = setAside(sorted, options);
    const ours = sorted.filter((entry) => entry.foreign === undefined);
    const counting = sorted.filter((entry) => !aside.because.has(entry.id));
    const refusals = new Map();
    const ruled = sortOut(counting, early ? undated : rules, timezone, refusals);
    const chosen = choose(ruled.byRules, rules, timezone, refusals);
    const pinned = pins({ ours, counting, anomalies: aside.damaged }, rules, options);
    const byRule = merge(chosen, aside.because, ruled.manual, pinned);
    if (counting.length > 0 && !counting.some((entry) => byRule.has(entry.id)))
        return { refused: keepsNone(counting) };
    const limit = {
        // What is set aside fills no slot of a limit either: damaged backups must not push out good ones.
        counts: (entry) => !aside.because.has(entry.id),
        // A cap below one backup's size must not leave a source with none.
        fixed: (entry) => entry === counting[0] || entry === ruled.byRules[0] || pinned.has(entry.id),
    };
    const capped = applyLimits(ours, byRule, limitsOf(rules, limit));
    for (const id of capped.removed.keys())
        byRule.delete(id);
    const tooEarly = early
        ? [`before: ${(0,time/* zonedText */.IQ)(before, timezone)} is still to come, and takes nothing until then`]
        : [];
    keepBases(ours, byRule);
    const findings = [...aside.findings, ...tooEarly, ...capped.findings];
    const decisions = sorted.map((entry) => {
        const because = byRule.get(entry.id);
        if (because)
            return { entry, keep: true, because };
        const why = capped.removed.get(entry.id) ?? refusals.get(entry.id);
        return { entry, keep: false, because: [why ?? 'only deleted backups depend on it'] };
    });
    return frozen({ decisions, findings }, ours, options);
}
/** Adds the reasons of the others to the first. */
function merge(all, ...others) {
    for (const other of others)
        for (const [id, list] of other)
            for (const reason of list)
                addReason(all, id, reason);
    return all;
}
function unlisted({ unread: [first] = [] }) {
    if (first === undefined)
        return undefined;
    const message = `nothing is deleted: store ${first.store} could not be listed: ${first.message}`;
    const hint = 'Make the store reachable, then run prune again: retention decides only on complete listings.';
    return new problem/* Problem */.AF('retention-refused', message, { hint });
}
function emptyRules(rules) {
    if (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined)
        return undefined;
    return new problem/* Problem */.AF('retention-refused', 'the retention rules are empty: nothing says what to keep', {
        hint: 'Set keep, tiers or max under retention, for example keep: { daily: 7, weekly: 4, monthly: 12 }.',
    });
}
const keepsNone = (counting) => new problem/* Problem */.AF('retention-refused', `the retention rules would keep none of ${counting.length} backups`, {
    hint: 'Set keep, tiers or min-keep under retention so that at least one backup stays.',
});
/** What fills no slot and is kept all the same: it is not ours to judge, or not to be trusted. */
function setAside(sorted, { now, timezone }) {
    const because = new Map();
    const damaged = new Map();
    const findings = [];
    for (const entry of sorted) {
        const is = (0,catalog/* standing */.JA)(entry, now);
        const failed = (0,catalog/* damage */.Ab)(entry);
        const broken = (0,catalog/* brokenChain */.Zm)(entry, now);
        if (is === 'foreign')
            addReason(because, entry.id, `foreign, never deleted by retention: ${entry.foreign}`);
        else if (is === 'future') {
            const text = `dated in the future (${(0,time/* zonedText */.IQ)(entry.startedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot`);
            findings.push(`backup ${entry.id} is ${text}: check the clock of the machine that made it`);
        }
        else if (is === 'leaving')
            addReason(because, entry.id, 'no store has an intact copy that is not being deleted: fills no slot');
        else if (broken) {
            const text = `cannot be restored: ${broken.because}`;
            addReason(because, entry.id, `${text}; fills no slot, kept until it is deleted by id`);
            findings.push(`backup ${entry.id} counts for no rule: it ${text}`);
            if (failed)
                damaged.set(entry, failed);
        }
        else if (failed) {
            const text = `its ${failed.level} failed (${(0,time/* zonedText */.IQ)(failed.finishedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot, kept until it passes or is deleted by id`);
            findings.push(`backup ${entry.id} counts for no rule: ${text}`);
            damaged.set(entry, failed);
        }
    }
    return { because, damaged, findings };
}
/** Parts what fills the slots of keep and tiers from what is not theirs: manual backups, and those from before the date. */
function sortOut(counting, rules, timezone, refusals) {
    const manual = new Map();
    const byRules = [];
    for (const entry of counting) {
        if (keptAsManual(entry, rules))
            addReason(manual, entry.id, 'manual: kept until deleted');
        else if (rules.before && entry.startedAt < rules.before)
            refusals.set(entry.id, `started before ${(0,time/* zonedText */.IQ)(rules.before, timezone)}, and the policy keeps nothing from then`);
        else
            byRules.push(entry);
    }
    return { manual, byRules };
}
/** One limit for each type that has a maximum, then the one on all. */
function limitsOf(rules, { counts, fixed }) {
    const types = limitedTypes(rules).flatMap(({ type, max }) => {
        if (max === undefined)
            return [];
        return [{ name: `of ${type}`, count: max, of: (entry) => counts(entry) && isOfType(entry, type, rules), fixed }];
    });
    // Manual backups that no rule governs must not push out those that the rules keep.
    const all = { name: '', ...rules.max, of: (entry) => counts(entry) && !keptAsManual(entry, rules), fixed };
    return all.count === undefined && all.bytes === undefined ? types : [...types, all];
}
/** What the limits remove of what is kept, with what that depends on; only what a removed one depended on goes with it. */
function applyLimits(ours, byRule, limits) {
    const removed = new Map();
    const findings = [];
    if (limits.length === 0)
        return { removed, findings };
    const kept = merge(new Map(), byRule);
    keepBases(ours, kept);
    let left = ours.filter(({ id }) => kept.has(id));
    for (const limit of limits) {
        const capped = cap(left, limit);
        findings.push(...capped.findings);
        if (capped.removed.size === 0)
            continue;
        for (const [id, reason] of capped.removed)
            removed.set(id, reason);
        left = left.filter(({ id }) => !removed.has(id));
    }
    return { removed, findings };
}
/**
 * A failed proof with nothing better since, or a backup whose manifest is damaged in every store that has it: the backups
 * that work may be the ones that the rules would delete.
 */
function frozen(made, ours, { timezone, thawed, illegible: [illegible] = [] }) {
    const failed = freeze(ours);
    if (!failed && illegible === undefined)
        return made;
    const what = failed
        ? `the ${failed.proof.level} of ${failed.entry.id} failed (${(0,time/* zonedText */.IQ)(failed.proof.finishedAt, timezone)})`
        : `${illegible}`;
    const [until, once] = failed
        ? [`a ${failed.proof.level} of this backup or a newer one passes`, `a ${failed.proof.level} passes`]
        : ['that manifest is right again', 'that manifest is right again'];
    if (thawed)
        return { ...made, findings: [...made.findings, `deletion continues because of --thaw, although ${what}`] };
    return {
        decisions: made.decisions.map(({ entry, keep, because }) => ({
            entry,
            keep: true,
            because: [
                `deletion is frozen: ${what}`,
                ...(keep ? because : because.map((reason) => `once ${once}, it goes: ${reason}`)),
            ],
        })),
        findings: [...made.findings, `deletion is frozen until ${until}, or --thaw is given: ${what}`],
        frozen: what,
    };
}

;// CONCATENATED MODULE: ./build/js/retain/copy.js






/** The rules of the source's stores, as the policy has them. */
function storeRules({ stores }, source) {
    return Object.fromEntries(source.stores.map((name) => [name, stores[name]?.retention]));
}
/** How long a copy that leaves one store, while the backup stays in others, can be had back there. */
function copyGrace({ stores }, { retention }, store) {
    return stores[store]?.retention?.grace ?? retention.grace;
}
/**
 * Which copies of the backups that the source keeps leave a store by that store's own rules. A copy goes only where every
 * other store that should have the backup has it, and never the last one; whoever carries this out confirms the others first.
 */
function decideCopies(decided, stores, options) {
    const kept = decided.decisions.filter((one) => one.keep).map((one) => one.entry);
    const shares = shareOut(kept, stores, options);
    if (shares.length === 0)
        return [];
    return kept.flatMap((entry) => shares.flatMap((share) => {
        const { store } = share;
        const broken = entry.damaged?.some((copy) => copy.store === store);
        if (!entry.copies.includes(store) && !entry.released?.includes(store) && !broken)
            return [];
        const stays = whyStays(entry, share, shares, stores, decided, options);
        if (stays)
            return [{ entry, store, keep: true, because: stays, needs: [] }];
        const because = [`${store}: ${share.refusals.get(entry.id) ?? 'its own rules do not keep it'}`];
        return [{ entry, store, keep: false, because, needs: wantedIn(entry, shares, stores) }];
    }));
}
/**
 * The entries with `missing` narrowed to the stores that should have the backup: one whose own rules would give the copy up
 * does not lack it. Where the source's rules refuse to decide, they delete nothing.
 */
function narrowMissing(entries, rules, stores, options) {
    const live = entries.filter((entry) => !entry.trashed);
    const shares = shareOut(keptOf(live, rules, options), stores, options);
    if (shares.length === 0)
        return entries;
    return entries.map((entry) => {
        if (entry.missing.length === 0 || entry.trashed || !counts(entry, options.now))
            return entry;
        const wanted = wantedIn(entry, shares, stores);
        return { ...entry, missing: entry.missing.filter((store) => wanted.includes(store)) };
    });
}
function keptOf(live, rules, options) {
    const made = decide(live, rules, options);
    return 'refused' in made ? live : made.decisions.flatMap(({ entry, keep }) => (keep ? [entry] : []));
}
function shareOut(kept, stores, { now, timezone }) {
    const ruled = Object.entries(stores).filter((pair) => isRule(pair[1]));
    if (ruled.length === 0)
        return [];
    const counting = kept.filter((entry) => counts(entry, now));
    return ruled.map(([store, rules]) => {
        const refusals = new Map();
        const wanted = choose(counting, rules, timezone, refusals);
        const fixed = (entry) => entry === counting[0] || entry.held;
        const capped = cap(counting.filter(({ id }) => wanted.has(id)), { name: '', ...rules.max, of: () => true, fixed });
        for (const [id, reason] of capped.removed) {
            wanted.delete(id);
            refusals.set(id, reason);
        }
        // A restore reads one store: what a copy depends on must be in the same.
        keepBases(counting, wanted);
        return { store, wanted, refusals };
    });
}
const isRule = (rules) => rules !== undefined && (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined);
/** The others are not for a store's rules to judge: their copies stay. */
const counts = (entry, now) => (0,catalog/* standing */.JA)(entry, now) === 'good' && usable(entry).length > 0;
/** Stores with an intact copy that is not on its way out. */
const usable = ({ copies, marked, released = [] }) => copies.filter((store) => !marked.includes(store) && !released.includes(store));
/** The stores that should have the backup, by their own rules. Where none would keep it, one does all the same. */
function wantedIn(entry, shares, stores) {
    const ruled = new Map(shares.map((share) => [share.store, share]));
    const known = [...new Set([...Object.keys(stores), ...entry.copies, ...entry.missing])];
    const wanted = known.filter((store) => ruled.get(store)?.wanted.has(entry.id) ?? true);
    if (wanted.length > 0)
        return wanted;
    const last = known.find((store) => usable(entry).includes(store)) ?? entry.copies[0];
    return last === undefined ? known : [last];
}
/** Why a copy stays; undefined: nothing but the confirmation of the other copies is between it and its end. */
function whyStays(entry, { store, wanted }, shares, stores, { frozen }, { now, timezone, lockedUntil }) {
    const chosen = wanted.get(entry.id);
    if (chosen)
        return chosen.map((reason) => `${store}: ${reason}`);
    if (!counts(entry, now))
        return [`the rules of ${store} do not judge it: it fills no slot`];
    if (entry.held)
        return ['held'];
    const until = lockedUntil?.(entry, store);
    const lock = until && lockedBy(until, now, timezone);
    if (lock)
        return [`${store}: ${lock}`];
    if (frozen)
        return [`deletion is frozen: ${frozen}`];
    const others = wantedIn(entry, shares, stores);
    if (others.includes(store))
        return [`the last copy stays: no store's own rules keep ${entry.id}`];
    const lacking = others.filter((other) => !usable(entry).includes(other));
    if (lacking.length > 0)
        return [`${lacking.join(', ')} should have it first, and has no intact copy of it`];
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/retain/simulate.js






/** Above so many backups retention is decided at the first tick of each such period only: the rest would change little. */
const rarely = [
    { above: 4000, period: 'weekly' },
    { above: 1000, period: 'daily' },
    { above: 200, period: 'hourly' },
];
/**
 * What the rules will hold over time: at each tick a backup is made, and the rules decide as `run --apply` would. Failed
 * proofs of the backups that are there count; the new ones are assumed to pass their checks. Pure.
 */
function simulate(rules, options) {
    const { ticks, sizeAt, timezone, stores = { store: undefined } } = options;
    const held = new Holding(options.entries ?? [], Object.keys(stores), (0,time/* durationMs */.pc)(rules.grace));
    const days = [];
    const due = proofsDue(options);
    let proven = 0;
    const prove = (until) => {
        for (let next = due[proven]; next && +next.at <= until && held.prove(next, until); next = due[proven])
            proven += 1;
    };
    let [made, deleted, decided] = [0, 0, 0];
    let refused;
    let day = '';
    const times = [...ticks];
    let before;
    const dayOf = (at) => at && momentOf(at, timezone).name('daily');
    for (const [index, at] of times.entries()) {
        const moment = momentOf(at, timezone);
        const today = moment.name('daily');
        if (today !== day && day !== '')
            days.push(...held.daysUntil(day, today));
        day = today;
        held.purge(at);
        prove(+at - 1);
        held.add(newEntry(held.newest, at, sizeAt(at), Object.keys(stores)));
        prove(+at);
        made += 1;
        const period = rarely.find(({ above }) => held.entries.length > above)?.period;
        const isDue = period === undefined || before?.name(period) !== moment.name(period);
        const isLast = times[index + 1] === undefined || dayOf(times[index + 1]) !== today;
        if (options.daily ? !isLast || (period === 'weekly' && days.length % 7 > 0) : !isDue)
            continue;
        before = moment;
        decided += 1;
        const result = decide(held.entries, rules, { now: at, timezone });
        if ('refused' in result) {
            refused ??= result.refused.message;
            continue;
        }
        deleted += held.remove(result, at);
        for (const { entry, store, keep } of decideCopies(result, stores, { now: at, timezone }))
            if (!keep)
                held.release(entry, store, at, stores[store]?.grace);
    }
    if (day !== '')
        days.push(held.describe(day));
    return { days, made, deleted, decided, ...(refused === undefined ? {} : { refused }) };
}
/** Oldest first. */
function proofsDue({ reads = [], restores = [] }) {
    const all = [
        ...Array.from(reads, (at) => ({ at, level: 'read' })),
        ...Array.from(restores, (at) => ({ at, level: 'restore' })),
    ];
    return all.sort((a, b) => +a.at - +b.at);
}
const passed = (id, level, at, store) => ({
    id,
    level,
    outcome: 'passed',
    startedAt: at,
    finishedAt: at,
    store,
    findings: [],
    durations: {},
});
function newEntry(newest, at, bytes, copies) {
    const startedAt = at.toISOString();
    const id = `simulated-${(0,catalog/* encodeTime */.iV)(at)}`;
    return {
        id,
        manifest: {
            format: 'backproof/v1',
            id,
            source: 'simulated',
            // Retention asks no engine.
            engine: policy/* engineNames */.Ry[0],
            kind: 'full',
            consistency: 'snapshot',
            trigger: 'schedule',
            tags: (0,catalog/* timeTags */.pK)(newest ? [newest] : [], at),
            retain: false,
            startedAt,
            finishedAt: startedAt,
            parts: [],
            versions: {},
            origin: {},
        },
        startedAt: at,
        bytes,
        copies,
        missing: [],
        held: false,
        trashed: undefined,
        marked: [],
        proofs: [passed(id, 'check', at, copies[0] ?? '')],
        foreign: undefined,
    };
}
/** A copy on its way out is still there: the first decision lets it go again, or keeps it. */
function takenBack({ released = [], ...entry }) {
    return released.length === 0 ? entry : { ...entry, copies: [...new Set([...entry.copies, ...released])] };
}
/** What is held, what is in the trash, and how many bytes each store has. */
class Holding {
    /** Oldest first. */
    entries;
    /** The newest backup by schedule: it alone decides on the time tags of the next. */
    newest;
    #graceMs;
    #bytes;
    /** In the order in which it is purged, from `#purged` on. */
    #trash = [];
    #purged = 0;
    constructor(entries, stores, graceMs) {
        this.#graceMs = graceMs;
        this.#bytes = new Map(stores.map((store) => [store, 0]));
        this.entries = entries
            .filter(({ trashed }) => !trashed)
            .map(takenBack)
            .toSorted((a, b) => +a.startedAt - +b.startedAt);
        this.newest = this.entries.findLast(({ manifest, foreign }) => manifest.trigger === 'schedule' && foreign === undefined);
        for (const { copies, bytes } of this.entries)
            this.#weigh(copies, bytes);
        for (const { trashed, copies, bytes } of entries) {
            if (!trashed)
                continue;
            this.#weigh(copies, bytes);
            this.#trash.push({ purgeAfter: +trashed.purgeAfter, stores: copies, bytes });
        }
        this.#trash.sort((a, b) => a.purgeAfter - b.purgeAfter);
    }
    #weigh(stores, bytes) {
        for (const store of stores)
            this.#bytes.set(store, (this.#bytes.get(store) ?? 0) + bytes);
    }
    add(entry) {
        this.entries.push(entry);
        this.newest = entry;
        this.#weigh(entry.copies, entry.bytes);
    }
    /** The newest backup until then passes what is due; false where there is none. */
    prove({ at, level }, until) {
        const index = this.entries.findLastIndex((entry) => (0,catalog/* isUsable */.Ng)(entry, new Date(until)));
        const entry = this.entries[index];
        if (!entry)
            return false;
        const when = entry.startedAt > at ? entry.startedAt : at;
        const proof = passed(entry.id, level, when, entry.copies[0] ?? '');
        const others = entry.proofs.filter((other) => other.outcome === 'failed' || other.level !== level);
        this.entries[index] = { ...entry, proofs: [proof, ...others] };
        return true;
    }
    /** Gives how many were deleted. */
    remove({ decisions }, at) {
        const gone = decisions.filter(({ keep }) => !keep).map(({ entry }) => entry);
        for (const { copies, bytes } of gone)
            this.#discard(copies, bytes, at);
        if (gone.length > 0)
            this.entries = decisions
                .filter(({ keep }) => keep)
                .map(({ entry }) => entry)
                .reverse();
        return gone.length;
    }
    /** One copy goes; the backup stays in the other stores. */
    release({ id }, store, at, grace) {
        this.entries = this.entries.map((entry) => {
            if (entry.id !== id)
                return entry;
            this.#discard([store], entry.bytes, at, grace && (0,time/* durationMs */.pc)(grace));
            return { ...entry, copies: entry.copies.filter((copy) => copy !== store) };
        });
    }
    #discard(stores, bytes, at, graceMs = this.#graceMs) {
        const trash = { purgeAfter: +at + graceMs, stores, bytes };
        // A store may have a shorter grace period than the source: the list stays in the order of purging.
        const later = this.#trash.findLastIndex(({ purgeAfter }) => purgeAfter <= trash.purgeAfter);
        this.#trash.splice(Math.max(later + 1, this.#purged), 0, trash);
    }
    purge(now) {
        for (;;) {
            const next = this.#trash[this.#purged];
            if (!next || next.purgeAfter > +now)
                return;
            this.#weigh(next.stores, -next.bytes);
            this.#purged += 1;
        }
    }
    describe(day) {
        const good = this.entries.filter(({ foreign, copies }) => foreign === undefined && copies.length > 0);
        const bytes = [...this.#bytes.values()].reduce((sum, one) => sum + one, 0);
        const stores = [...this.#bytes].map(([store, bytes]) => {
            const held = good.filter(({ copies }) => copies.includes(store)).length;
            return [store, { held, bytes }];
        });
        return { day, held: good.length, oldestAt: good[0]?.startedAt, bytes, stores: Object.fromEntries(stores) };
    }
    /** One for the day, and one for each that follows without a tick. */
    daysUntil(day, next) {
        const made = [this.describe(day)];
        for (let ms = Date.parse(day) + simulate_dayMs; ms < Date.parse(next); ms += simulate_dayMs)
            made.push(this.describe(new Date(ms).toISOString().slice(0, 10)));
        return made;
    }
}
const simulate_dayMs = 86_400_000;

;// CONCATENATED MODULE: ./build/js/retain/retain.js
/** Which backups, and which copies of them, are kept and deleted, each with its reasons. Pure: carried out by commands. */








/***/ })

};
