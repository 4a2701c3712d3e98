export const id = 722;
export const ids = [722];
export const modules = {

/***/ 43948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R3: () => (/* binding */ mistaken),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   iY: () => (/* binding */ unmet)
/* harmony export */ });
/** Why the value that an assertion's SQL gave is not what it expects; undefined where it is. */
function unmet(value, expect) {
    const { equals, min, max } = expect;
    const number = value.trim() === '' ? Number.NaN : Number(value);
    const gave = `it gave ${shown(value)}`;
    const same = typeof equals === 'number' ? number === equals : value === equals;
    if (equals !== undefined && !same)
        return `${gave}, not ${equals}`;
    if ((min !== undefined || max !== undefined) && Number.isNaN(number))
        return `${gave}, not a number`;
    if (min !== undefined && number < min)
        return `${gave}, below ${min}`;
    if (max !== undefined && number > max)
        return `${gave}, above ${max}`;
    return undefined;
}
/** The finding of an assertion that cannot be judged: what is written in the policy is wrong, whatever the backup holds. */
function mistaken({ name, at }, because) {
    const where = at === undefined ? '' : `line ${at.line}, column ${at.column} of the policy: `;
    return {
        level: 'failure',
        blame: 'policy',
        message: `${where}assertion "${name}" cannot be judged: ${because}`,
        hint: 'Correct the assertion in the policy: one statement that reads, and gives one row with one column.',
    };
}
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that somebody selects. */
function shown(value) {
    if (value === '')
        return 'nothing';
    return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value;
}
/** The finding of an assertion that does not hold. */
function failed({ name, at }, because) {
    const where = at === undefined ? 'in the policy' : `at line ${at.line} of the policy`;
    return {
        level: 'failure',
        blame: 'data',
        message: `assertion "${name}" does not hold: ${because}`,
        hint: `Look at the data that this backup holds; if they are right, correct the assertion ${where}.`,
    };
}


/***/ }),

/***/ 28722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgres: () => (/* binding */ postgres)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime_runtime = __webpack_require__(80669);
// EXTERNAL MODULE: ./build/js/engine/expect.js
var expect = __webpack_require__(43948);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/js/engine/postgres-archive.js

/**
 * Follows pg_dump's custom format (and the toc.dat of its directory format) as it streams by. The format has no mark at
 * its end, so this is how a whole one is known: the data of every entry that has data has come and ended.
 * Versions 1.14 to 1.16 (PostgreSQL 12 to 18): src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
 */
function archiveReader(rewrite) {
    let entries;
    const seen = new Set();
    const contents = (found) => {
        entries = found;
    };
    const reading = archive(contents, (id) => seen.add(id), rewrite);
    const pass = rewrite?.pass ?? (() => undefined);
    let need = reading.next();
    let held = [];
    let heldBytes = 0;
    let skipped = 0;
    let hidden = false;
    const feed = (chunk) => {
        let rest = chunk;
        while (need.done !== true && rest.length > 0) {
            if ('hide' in need.value) {
                hidden = true;
                need = reading.next(empty);
                continue;
            }
            if ('instead' in need.value) {
                hidden = false;
                pass(need.value.instead);
                need = reading.next(empty);
                continue;
            }
            if ('skip' in need.value) {
                const step = Math.min(need.value.skip - skipped, rest.length);
                if (!hidden)
                    pass(rest.subarray(0, step));
                skipped += step;
                rest = rest.subarray(step);
                if (skipped < need.value.skip)
                    return;
                skipped = 0;
                need = reading.next(empty);
                continue;
            }
            const wanted = need.value.take - heldBytes;
            if (rest.length < wanted) {
                held.push(rest);
                heldBytes += rest.length;
                return;
            }
            const piece = rest.subarray(0, wanted);
            const whole = heldBytes === 0 ? piece : Buffer.concat([...held, piece]);
            held = [];
            heldBytes = 0;
            rest = rest.subarray(wanted);
            if (!hidden)
                pass(whole);
            need = reading.next(whole);
        }
        // What nobody looks at.
        if (rest.length > 0)
            pass(rest);
    };
    return {
        entries: () => entries,
        push: (chunk) => feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
        end: () => {
            if (entries === undefined)
                throw cut('before its table of contents ends');
            const betweenBlocks = need.done !== true && 'take' in need.value && need.value.take === 1 && heldBytes === 0;
            const missing = entries.filter((entry) => entry.hasData && !seen.has(entry.id));
            const [first] = missing;
            if (first !== undefined)
                throw cut(`without the data of ${missing.length} tables, the first ${first.schema}.${first.name}`);
            if (!betweenBlocks)
                throw cut('within a block of data');
        },
    };
}
const empty = Buffer.alloc(0);
// Who may write to a store may have made the archive: what of it is kept in memory is bounded. Definitions, which may be
// long, are passed over.
const longestText = 1024 * 1024;
const mostTextBytes = 512 * 1024 * 1024;
function cut(where) {
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ends ${where}`, { hint: problem/* remedy */.zL.dump });
}
function broken(what) {
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has ${what}`, { hint: problem/* remedy */.zL.dump });
}
function* archive(contents, data, rewrite) {
    const head = yield { take: 11 };
    if (head.toString('latin1', 0, 5) !== 'PGDMP')
        throw new problem/* Problem */.AF('dump-incomplete', "pg_dump's output is not an archive", { hint: problem/* remedy */.zL.dump });
    const [major = 0, minor = 0, , intBytes = 4, offsetBytes = 8, format = 0] = head.subarray(5);
    const version = major * 100 + minor;
    if (version < 114 || version > 199) {
        throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has the unknown version ${major}.${minor}`, {
            hint: 'Update restorable, or let an older pg_dump take the dump: tools: { image: postgres:18 }.',
        });
    }
    // readUIntLE reads no more than six bytes.
    if (intBytes < 1 || intBytes > 6 || offsetBytes > 16)
        throw broken(`numbers of ${intBytes} and ${offsetBytes} bytes`);
    const read = fields(intBytes);
    yield { take: version >= 115 ? 1 : 1 + intBytes };
    // When it was made (7 numbers), of which database, by which versions.
    for (let field = 0; field < 7; field++)
        yield* read.number();
    for (let field = 0; field < 3; field++)
        yield* read.pass();
    const count = yield* read.number();
    const entries = [];
    for (let index = 0; index < count; index++)
        entries.push(yield* entry(read, version, format, offsetBytes, rewrite));
    contents(entries);
    if (format !== custom || rewrite !== undefined)
        return;
    yield* blocks(read, data);
}
const custom = 1;
function* entry(read, version, format, offsetBytes, rewrite) {
    const id = yield* read.number();
    const hasData = (yield* read.number()) !== 0;
    yield* read.pass();
    const oid = yield* read.text();
    const name = yield* read.text();
    const kind = yield* read.text();
    yield* read.number();
    const definition = kind === 'SEQUENCE SET' ? yield* read.text() : yield* read.pass();
    const hidden = rewrite !== undefined && !rewrite.isDropped(id);
    if (hidden)
        yield { hide: true };
    // How it is dropped.
    yield* read.pass();
    if (hidden)
        yield { instead: read.nothing };
    // How its data is copied.
    yield* read.pass();
    const schema = yield* read.text();
    yield* read.pass();
    yield* read.pass();
    if (version >= 116)
        yield* read.number();
    const owner = yield* read.text();
    yield* read.pass();
    const dependsOn = [];
    for (;;) {
        const dependency = yield* read.text();
        if (dependency === undefined)
            break;
        dependsOn.push(Number(dependency));
    }
    if (format === custom)
        yield { take: 1 + offsetBytes };
    else
        yield* read.pass();
    const named = { kind: kind ?? '', schema: schema ?? '', name: name ?? '', owner: owner ?? '' };
    const known = { id, oid: oid ?? '0', ...named, dependsOn, hasData };
    return definition === undefined ? known : { ...known, definition };
}
const dataBlock = 1;
const largeObjects = 3;
function* blocks(read, data) {
    for (;;) {
        const [type] = yield { take: 1 };
        const id = yield* read.number();
        if (type === dataBlock)
            yield* chunks(read);
        else if (type === largeObjects)
            while ((yield* read.number()) !== 0)
                yield* chunks(read);
        else
            throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has an unknown block ${type}`, { hint: problem/* remedy */.zL.dump });
        data(id);
    }
}
function* chunks(read) {
    for (;;) {
        const size = yield* read.number();
        if (size === 0)
            return;
        // A step back would be read again, and again.
        if (size < 0)
            throw broken('a block of impossible length');
        yield { skip: size };
    }
}
function fields(intBytes) {
    let textBytes = 0;
    function* number() {
        const bytes = yield { take: 1 + intBytes };
        const value = bytes.readUIntLE(1, intBytes);
        return bytes[0] === 0 ? value : -value;
    }
    function* text() {
        const length = yield* number();
        if (length < 0)
            return undefined;
        if (length === 0)
            return '';
        textBytes += length;
        if (length > longestText || textBytes > mostTextBytes)
            throw broken('a table of contents of impossible length');
        return (yield { take: length }).toString('utf8');
    }
    function* pass() {
        const length = yield* number();
        if (length > 0)
            yield { skip: length };
        return undefined;
    }
    return { number, text, pass, nothing: Buffer.from([1, 1, ...new Array(intBytes - 1).fill(0)]) };
}

// EXTERNAL MODULE: ./build/js/engine/postgres-client.js
var postgres_client = __webpack_require__(57884);
// EXTERNAL MODULE: ./build/js/engine/postgres-session.js
var postgres_session = __webpack_require__(56563);
;// CONCATENATED MODULE: ./build/js/engine/postgres-create.js
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



/** The database of a server that always is there. */
const maintenance = 'postgres';
/** Makes the target's database as the dumped one was, unless it is there; a finding says so. */
async function createDatabase(connection, server, runtime, signal) {
    const run = async (options) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)({ ...connection, database: maintenance }, runtime, signal), true);
            const known = await session.rows(`select from pg_catalog.pg_database where datname = ${(0,postgres_session/* literal */.eu)(connection.database)}`);
            if (known.length > 0)
                return false;
            await session.lines(`create database ${(0,postgres_session/* identifier */.Cv)(connection.database)} template template0 ${options};`);
            return true;
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
    };
    const settings = server?.settings ?? {};
    const encoding = settings['encoding'] === undefined ? '' : `encoding ${(0,postgres_session/* literal */.eu)(settings['encoding'])}`;
    const made = (message) => [{ level: 'note', blame: 'env', message }];
    try {
        return (await run(`${encoding} ${locale(settings)}`)) ? made(`made the database ${connection.database}`) : [];
    }
    catch (error) {
        // Locales are files of the server's machine, and another has others.
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || !/locale|collat/i.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
            throw error;
        await run(encoding);
        return made(`made the database ${connection.database} with the server's own locale: it lacks ${settings['collate']}`);
    }
}
function locale(settings) {
    const { provider = 'c', collate, ctype, locale: name } = settings;
    const of = [
        ...(provider === 'i' ? ['locale_provider icu'] : provider === 'b' ? ['locale_provider builtin'] : []),
        ...(name === undefined || provider === 'c'
            ? []
            : [`${provider === 'i' ? 'icu' : 'builtin'}_locale ${(0,postgres_session/* literal */.eu)(name)}`]),
        ...(collate === undefined ? [] : [`lc_collate ${(0,postgres_session/* literal */.eu)(collate)}`]),
        ...(ctype === undefined ? [] : [`lc_ctype ${(0,postgres_session/* literal */.eu)(ctype)}`]),
    ];
    return of.join(' ');
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
;// CONCATENATED MODULE: ./build/js/engine/postgres-toc.js




const members = [
    { type: 'directory', name: /^\.\/?$/ },
    { type: 'file', name: /^(\.\/)?[\w.-]+$/ },
];
/** The table of contents among the members. */
const tocName = /^(\.\/)?toc\.dat$/;
/**
 * The same bytes; the tar's toc.dat is shown to the archive reader as it passes. Throws `object-damaged` for a member that
 * pg_dump does not make: a link would let pg_restore read another file than the backup's.
 */
function tocInTar(body, archive) {
    const through = new external_node_stream_.PassThrough({ highWaterMark: 1024 * 1024 });
    const tar = (0,tar_stream.extract)();
    const reading = async () => {
        for await (const entry of tar) {
            const { name, type } = entry.header;
            if (!members.some((one) => one.type === type && one.name.test(name)))
                throw new problem/* Problem */.AF('object-damaged', `dump.tar holds what no dump holds: ${JSON.stringify(name.slice(0, 200))}`, { hint: problem/* remedy */.zL.damaged });
            const wanted = tocName.test(name);
            for await (const chunk of entry)
                if (wanted)
                    archive.push(chunk);
        }
    };
    const copied = (0,promises_.pipeline)(body, async function* (source) {
        const read = reading();
        read.catch(() => undefined);
        for await (const chunk of source) {
            if (!tar.write(chunk))
                await Promise.race([new Promise((resolve) => tar.once('drain', () => resolve(undefined))), read]);
            yield chunk;
        }
        tar.end(undefined);
        await read;
    }, through);
    copied.catch(() => tar.destroy());
    return through;
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-only.js



/** A dump's table of contents, read from the start of the part, and no further than it needs to be. */
async function entriesOf(dump, part) {
    const archive = archiveReader();
    const opened = await dump.open(part);
    const body = part === 'dump.tar' ? tocInTar(opened, archive) : opened;
    for await (const chunk of body) {
        if (part === 'dump.pgc')
            archive.push(chunk);
        const entries = archive.entries();
        if (entries !== undefined)
            return entries;
    }
    throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`, { hint: problem/* remedy */.zL.damaged });
}
/** The kinds of what `--only` can name. */
const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA'];
// What belongs to a relation whose name its own name begins with: "orders orders_pkey".
const ownedByName = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'DEFAULT', 'TRIGGER', 'RULE', 'POLICY'];
const ownedAlone = [...data, 'INDEX', 'INDEX ATTACH', 'ROW SECURITY', 'STATISTICS', 'SEQUENCE', 'SEQUENCE SET'];
const owned = [...ownedByName, ...ownedAlone];
/** What is said of something else, whose name follows its kind: "EVENT TRIGGER guard". */
const remarks = ['COMMENT', 'ACL', 'SECURITY LABEL'];
const indexes = ['INDEX', 'CONSTRAINT'];
/**
 * What a restore of only these tables takes: they and their partitions, with their data, indexes, constraints and triggers;
 * and what those need (types, functions, sequences, schemas). In a pattern `*` and `?` are wild; without a dot it means the
 * table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
function choose(entries, patterns) {
    const { needsOf, ownersOf } = relating(entries);
    const named = wantedBy(entries, patterns);
    const attachments = entries.filter(({ kind }) => kind === 'TABLE ATTACH');
    // Partitions have partitions, and come in no order that would help.
    untilSettled(named, () => {
        for (const entry of attachments) {
            const [parent, child] = attached(entry, ownersOf(entry));
            if (parent !== undefined && child !== undefined && named.has(parent))
                named.add(child);
        }
    });
    const tied = new Map();
    /** True where both ends are named; where only the one is that has the tie, it is noted. */
    const ties = (entry, ends, mine) => {
        const others = ends.filter((other) => !named.has(other));
        if (mine !== undefined && named.has(mine) && others.length > 0)
            tied.set(entry, others);
        return ends.length > 0 && others.length === 0;
    };
    const belongs = (entry) => {
        const owners = ownersOf(entry);
        switch (entry.kind) {
            case 'FK CONSTRAINT':
                return ties(entry, owners, ownerOf(entry, owners));
            case 'TABLE ATTACH':
                return ties(entry, owners, attached(entry, owners)[1]);
            case 'PUBLICATION TABLE':
                return ties(entry, needsOf(entry), owners[0]);
            // Of a sequence that is wanted for itself the table may be missing.
            case 'SEQUENCE OWNED BY':
                return owners.some((other) => named.has(other) && ownersOf(other).some((table) => named.has(table)));
        }
        if (ownedByName.includes(entry.kind)) {
            const owner = ownerOf(entry, owners);
            return owner !== undefined && named.has(owner);
        }
        // A sequence that depends on a table is that of a serial or an identity column: without it the column makes no more
        // numbers.
        if (ownedAlone.includes(entry.kind))
            return owners.length > 0 && owners.every((other) => named.has(other));
        return (remarks.includes(entry.kind) && needsOf(entry).length > 0 && needsOf(entry).every((other) => named.has(other)));
    };
    untilSettled(named, () => {
        for (const entry of entries)
            if (!named.has(entry) && belongs(entry))
                named.add(entry);
    });
    for (const entry of named)
        tied.delete(entry);
    const needed = new Set();
    const need = (entry) => {
        for (const other of needsOf(entry))
            if (!named.has(other))
                needed.add(other);
    };
    for (const entry of named)
        need(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of needed)
        need(entry);
    const schemas = new Set([...named, ...needed].map(({ schema }) => schema));
    for (const entry of entries)
        if (entry.kind === 'SCHEMA' && schemas.has(entry.name))
            needed.add(entry);
    return { named, needed, tied };
}
/** `there`: of what a choice needs and is tied to, what the target has. That stays as it is. */
function settle(entries, { named, needed, tied }, there) {
    const { needsOf, ownersOf } = relating(entries);
    const made = new Set();
    const make = (entry) => {
        const schemas = [...needed].filter(({ kind, name }) => kind === 'SCHEMA' && name === entry.schema);
        for (const other of [...needsOf(entry), ...schemas]) {
            // What belongs to a table is as little touched as that.
            const owner = ownerOf(other, ownersOf(other));
            if (!named.has(other) && !there.has(other) && !(owner !== undefined && there.has(owner)))
                made.add(other);
        }
    };
    for (const entry of named)
        make(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of made)
        make(entry);
    // Without its value a sequence would give numbers that the rows have already.
    const withMade = (entry) => [...remarks, 'SEQUENCE SET'].includes(entry.kind) &&
        needsOf(entry).length > 0 &&
        needsOf(entry).every((other) => named.has(other) || made.has(other)) &&
        needsOf(entry).some((other) => made.has(other));
    const possible = new Set([...tied].flatMap(([entry, others]) => (others.every((one) => there.has(one)) ? [entry] : [])));
    const chosen = entries.filter((entry) => named.has(entry) || made.has(entry) || possible.has(entry) || withMade(entry));
    // A parent that has its indexes makes them for every partition that it is given, unless that has them already.
    const late = (entry) => entry.kind === 'TABLE ATTACH' && possible.has(entry);
    return {
        ids: [...chosen.filter((entry) => !late(entry)), ...chosen.filter(late)].map(({ id }) => id),
        made: entries.filter((entry) => made.has(entry) && (relations.includes(entry.kind) || !owned.includes(entry.kind))),
        leftOut: [...tied.keys()].filter((entry) => !possible.has(entry)),
    };
}
/** Grows a set until a step adds nothing more. */
function untilSettled(set, step) {
    for (let size = -1; size !== set.size;) {
        size = set.size;
        step();
    }
}
function relating(entries) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const dependencies = (entry) => entry.dependsOn.flatMap((id) => byId.get(id) ?? []);
    const parents = new Map();
    const serials = new Set();
    for (const entry of entries) {
        const others = dependencies(entry);
        if (entry.kind === 'TABLE ATTACH') {
            const [parent, child] = attached(entry, others);
            if (parent && child)
                parents.set(child, [...(parents.get(child) ?? []), parent]);
        }
        if (entry.kind === 'SEQUENCE OWNED BY')
            for (const other of others)
                serials.add(other);
    }
    // A sequence's table, a partition's parent and the index above an index are told to those later, by an entry of its own.
    const needsOf = (entry) => dependencies(entry).filter((other) => {
        if (entry.kind === 'SEQUENCE')
            return !(relations.includes(other.kind) && serials.has(entry));
        if (indexes.includes(entry.kind))
            return !indexes.includes(other.kind);
        return !parents.get(entry)?.includes(other);
    });
    // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
    const ownersOf = (entry, ways = 3) => {
        const near = indexes.includes(entry.kind) ? needsOf(entry) : dependencies(entry);
        return near.flatMap((other) => {
            if (relations.includes(other.kind))
                return [other];
            return ways > 0 && indexes.includes(other.kind) ? ownersOf(other, ways - 1) : [];
        });
    };
    return { needsOf, ownersOf };
}
/** The relation that an entry is of, and goes with; undefined for what is for itself. */
function ownerOf({ kind, schema, name }, owners) {
    if (ownedAlone.includes(kind) && kind !== 'SEQUENCE')
        return owners[0];
    if (!ownedByName.includes(kind))
        return undefined;
    const fits = owners.filter((other) => other.schema === schema && name.startsWith(`${other.name} `));
    return fits.sort((a, b) => b.name.length - a.name.length)[0];
}
/**
 * The ids of an archive of some tables but for what names a table that is not in it: partitions' ties to it, and foreign
 * keys, whose oids are `dangling`. They would fail, and everything with them.
 */
function idsThatCanBe(entries, dangling) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const kinds = {
        'TABLE ATTACH': ['TABLE', 'FOREIGN TABLE'],
        'INDEX ATTACH': ['INDEX', 'CONSTRAINT'],
    };
    const out = new Set(dangling.map(String));
    const possible = entries.filter(({ kind, oid, dependsOn }) => {
        const tied = kinds[kind];
        if (tied === undefined)
            return kind !== 'FK CONSTRAINT' || !out.has(oid);
        const ends = dependsOn.filter((id) => tied.includes(byId.get(id)?.kind ?? ''));
        return new Set(ends).size > 1;
    });
    return possible.map(({ id }) => id);
}
/** The entry is named after the partition. */
function attached(entry, related) {
    const isChild = (other) => other.name === entry.name && other.schema === entry.schema;
    return [related.find((other) => !isChild(other)), related.find(isChild)];
}
function wantedBy(entries, patterns) {
    const wanted = new Set();
    for (const pattern of patterns) {
        const matches = matcherOf(pattern);
        const found = entries.filter(({ kind, schema, name }) => relations.includes(kind) && matches(schema, name));
        if (found.length === 0) {
            throw new problem/* Problem */.AF('usage', `the backup has no table ${pattern}`, {
                hint: 'Name tables as schema.table or table; * and ? are wild, but not in quotes: "My.Schema"."Table".',
            });
        }
        for (const entry of found)
            wanted.add(entry);
    }
    return wanted;
}
/** As the product writes names: what is in quotes is meant letter by letter, dots too, and a quote in it is doubled. */
function matcherOf(pattern) {
    if (!pattern.includes('"')) {
        const whole = whollyLike(wild(pattern));
        return (schema, name) => whole.test(`${schema}.${name}`) || (!pattern.includes('.') && whole.test(name));
    }
    const parts = [''];
    const add = (source) => {
        parts[parts.length - 1] += source;
    };
    for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]+/g) ?? []) {
        if (piece.startsWith('"')) {
            add(piece.replace(/^"|"$/g, '').replaceAll('""', '"').replace(special, '\\$&'));
            continue;
        }
        for (const [index, part] of piece.split('.').entries()) {
            if (index > 0)
                parts.push('');
            add(wild(part));
        }
    }
    const ofName = whollyLike(parts.at(-1) ?? '');
    const ofSchema = parts.length > 1 ? whollyLike(parts.slice(0, -1).join('\\.')) : undefined;
    return (schema, name) => ofName.test(name) && (ofSchema?.test(schema) ?? true);
}
const special = /[\\^$.*+?()[\]{}|]/g;
const wild = (text) => text.replace(special, (char) => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`));
const whollyLike = (source) => new RegExp(`^${source}$`, 's');

;// CONCATENATED MODULE: ./build/js/engine/postgres-drop.js







/*
 * With --clean, pg_restore drops whatever it is about to make, in one transaction with that. What an archive says of how to
 * drop a thing is the only word in that: without it, the thing is not dropped.
 */
/** Of an archive that is restored whole: partitions' constraints, which the server drops with those that they are part of. */
function droppedByThemselves(entries) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const attached = entries.flatMap(({ kind, schema, name, dependsOn }) => {
        if (kind !== 'INDEX ATTACH')
            return [];
        const others = dependsOn.flatMap((id) => byId.get(id) ?? []);
        const constraints = others.filter((other) => other.kind === 'CONSTRAINT' && other.schema === schema);
        return constraints.filter((other) => other.name.endsWith(` ${name}`)).map(({ id }) => id);
    });
    const theirs = new Set(attached);
    return new Set(entries.map(({ id }) => id).filter((id) => !theirs.has(id)));
}
/** Of a restore of some tables: they, and nothing else. Their indexes, constraints and sequences go with them. */
function droppedOfNamed(named) {
    const ids = new Set([...named].map(({ id }) => id));
    const ofTable = ({ dependsOn }) => dependsOn.some((id) => ids.has(id));
    const first = [...named].filter((entry) => {
        if (entry.kind === 'SEQUENCE')
            return !ofTable(entry);
        // Of two tables that refer to each other neither goes before the other.
        return relations.includes(entry.kind) || entry.kind === 'FK CONSTRAINT';
    });
    return new Set(first.map(({ id }) => id));
}
/** The same part of a dump, by which only these entries are dropped. */
function dropping(part, body, ids) {
    const out = new external_node_stream_.PassThrough({ highWaterMark: 1024 * 1024 });
    // The error of the body becomes that of what is given.
    const done = part === 'dump.pgc' ? (0,promises_.pipeline)(body, rewriting(ids), out) : (0,promises_.pipeline)(body, inTar(ids), out);
    done.catch(() => undefined);
    return out;
}
function rewriting(ids) {
    const found = [];
    const archive = archiveReader({ pass: (bytes) => found.push(bytes), isDropped: (id) => ids.has(id) });
    return new external_node_stream_.Transform({
        highWaterMark: 1024 * 1024,
        transform(chunk, _encoding, callback) {
            try {
                archive.push(chunk);
                callback(null, Buffer.concat(found.splice(0)));
            }
            catch (error) {
                callback(error);
            }
        },
    });
}
/** The table of contents becomes shorter, and so a tar of its own has to be made. */
function inTar(ids) {
    return async function* (body) {
        const [from, to] = [(0,tar_stream.extract)(), (0,tar_stream.pack)()];
        const copied = (async () => {
            for await (const entry of from) {
                const { name, type, size = 0 } = entry.header;
                if (tocName.test(name)) {
                    const toc = await (0,consumers_.buffer)(external_node_stream_.Readable.from(entry).pipe(rewriting(ids)));
                    to.entry({ name, type: 'file' }, toc);
                    continue;
                }
                const member = to.entry({ name, type: type ?? 'file', size });
                await (0,promises_.pipeline)(entry, member);
            }
            to.finalize();
        })();
        const fed = (0,promises_.pipeline)(body, from);
        for (const part of [copied, fed])
            part.catch((error) => to.destroy(error));
        yield* to;
        await Promise.all([copied, fed]);
    };
}

// EXTERNAL MODULE: ./build/js/engine/postgres-lock.js
var postgres_lock = __webpack_require__(15636);
;// CONCATENATED MODULE: ./build/js/engine/postgres-refusal.js
/** pg_restore's errors in a text of stderr, one per failed statement. */
function refusals(stderr) {
    return messagesIn(stderr).flatMap((message) => {
        const [first = '', ...more] = message;
        const [, text = ''] = /(?:pg_restore: (?:\[\w+\] )?error: |^psql:.*?: )(.*)/.exec(first) ?? [];
        const said = text.replace(/^could not execute query: |^COPY failed for table ".*?": /, '');
        const words = said.replace(/^ERROR: +/, '').trim();
        if (words === '')
            return [];
        const [, table] = /^COPY failed for table (".*?"):/.exec(text) ?? [];
        const at = more.findIndex((line) => line.startsWith('Command was: '));
        const command = at < 0 ? '' : more.slice(at).join('\n').replace('Command was: ', '');
        const thing = table === undefined ? thingOf(command) : { kind: 'rows of table', name: table.slice(1, -1) };
        const besides = more.slice(0, at < 0 ? undefined : at).join('\n');
        const [, sql, procedural] = /^CONTEXT: +(?:SQL function "(.*?)" |\S+ function (.*\)) (?:line \d|during |while ))/m.exec(besides) ?? [];
        const [, lacking] = / is not present in table "(.*)"\.$/m.exec(besides) ?? [];
        return [
            {
                ...{ said: words, thing, byServer: said !== text },
                ...(sql === undefined && procedural === undefined ? {} : { inFunction: sql ?? procedural ?? '' }),
                ...(lacking === undefined ? {} : { lacking }),
            },
        ];
    });
}
/** A message and the lines that belong to it: what the server says besides, and the statement. */
function messagesIn(stderr) {
    const messages = [];
    for (const line of stderr.split('\n')) {
        const last = messages.at(-1);
        if (last === undefined || /^(?:pg_restore|psql|tar|sh):/.test(line))
            messages.push([line]);
        else
            last.push(line);
    }
    return messages;
}
const postgres_refusal_name = String.raw `((?:"(?:[^"]|"")*"|[^\s"(.;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s"(.;]+))*)`;
const added = new RegExp(String.raw `^ALTER TABLE (?:ONLY )?${postgres_refusal_name}\s+ADD CONSTRAINT ${postgres_refusal_name}`);
const made = new RegExp(`^(?:CREATE|REFRESH|ALTER) (?:OR REPLACE )?(?:UNIQUE |UNLOGGED |CONSTRAINT )?((?:[A-Z]+ )+?)(?:IF (?:NOT )?EXISTS |ONLY )*${postgres_refusal_name}`);
/** What a statement of pg_dump makes or changes. */
function thingOf(command) {
    const [, table, constraint] = added.exec(command) ?? [];
    if (constraint !== undefined)
        return { kind: 'constraint', name: `${constraint} on ${table}` };
    const [, kind, object] = made.exec(command) ?? [];
    return kind === undefined || object === undefined ? undefined : { kind: kind.trim().toLowerCase(), name: object };
}
/** The last part of the thing's own name, without its schema. */
function aboutOf(thing) {
    const [own = ''] = thing?.name.split(' on ') ?? [];
    const last = /("(?:[^"]|"")*"|[^".]+)$/.exec(own)?.[1]?.replaceAll('"', '');
    return last === undefined || last === '' ? {} : { about: [last] };
}

// EXTERNAL MODULE: ./build/js/engine/postgres-url.js
var postgres_url = __webpack_require__(95618);
;// CONCATENATED MODULE: ./build/js/engine/postgres-restore-error.js




// Said where a target has already what every database has, or where an older server lacks a setting of a newer client.
const harmless = [
    /schema "public" already exists/,
    /unrecognized configuration parameter "(transaction_timeout|idle_session_timeout)"/,
    /must be owner of extension/,
    /extension ".*" already exists/,
];
const lacksFile = /could not open (?:dictionary|affix|stop-word|thesaurus|synonym) file|could not load library/;
const environment = [
    {
        said: /extension "(.*)" (?:is not available|does not exist)|could not open extension control file|could not access file|extension ".*" has no installation script/,
        hint: 'Use an image that has the extension: verify: { image: ... }.',
        inTarget: "Install the extension on the target's server first.",
    },
    {
        said: lacksFile,
        hint: 'Use an image that has the file: verify: { image: ... }.',
        inTarget: "Put the file where the target's server looks for it first.",
    },
    {
        said: /DROP SUBSCRIPTION cannot run inside a transaction block/,
        hint: 'Restore into a new database.',
        inTarget: 'Drop the subscriptions of the target first: alter subscription ... disable; alter subscription ... set (slot_name = none); drop subscription ...',
    },
    {
        said: /out of shared memory/,
        hint: 'Use an image whose configuration has a larger max_locks_per_transaction.',
        inTarget: "Raise max_locks_per_transaction of the target's server first: all tables are restored in one transaction.",
    },
    {
        said: /role ".*" does not exist/,
        hint: 'Dump the roles too: globals: without-passwords.',
        inTarget: 'Add --globals apply, which makes the roles of the backup that the target lacks, or create the role first.',
    },
    {
        said: /must be loaded via shared_preload_libraries|unrecognized configuration parameter/,
        hint: 'Use an image that is configured like the source.',
        inTarget: 'Restore into a server that is configured like the source, and not older.',
    },
    {
        said: /could not connect to server "/,
        hint: 'The throw-away server has no network, and a materialized view reads another server.',
        inTarget: 'A materialized view reads another server: make that reachable first.',
    },
    {
        said: /could not extend file|No space left on device|out of memory|server closed the connection unexpectedly/,
        hint: 'Give the throw-away server more room: it ended, or its disk or memory was full.',
        inTarget: "Look at the log of the target's server: it ended, or its disk or memory was full.",
    },
    {
        said: /collation ".*" for encoding|encoding ".*" does not match locale|could not create locale/,
        hint: 'Use an image that has the locale.',
        inTarget: "Install the locale on the target's server first.",
    },
    {
        said: /permission denied to|must be superuser|permission denied for|must be owner of/,
        hint: 'Restore as a superuser, or as the owner of the database.',
        inTarget: 'Restore as a superuser, or as the owner of the database.',
    },
];
/** A program's warnings after a restore that went well. */
function restoreFindings(stderr) {
    const warnings = stderr
        .split('\n')
        .filter((line) => /warning: /.test(line) && !/errors ignored on restore/.test(line));
    return warnings.slice(0, 20).map((message) => ({ level: 'note', blame: 'env', message }));
}
// Nothing is wrong with the archive: another pg_restore reads it.
const otherProgram = /unsupported version .* in file header|this build does not support compression/;
/** The Problem of a pg_restore that cannot read this archive although it is whole; undefined where that is not why it failed. */
function unfitProgram(error) {
    const [said] = otherProgram.exec((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '') ?? [];
    if (said === undefined)
        return undefined;
    const older = said.startsWith('unsupported');
    const message = older
        ? 'pg_restore is older than the pg_dump that made the backup'
        : 'pg_restore was built without the compression of the backup';
    return new problem/* Problem */.AF('tool-version', message, {
        hint: 'Use programs of the major version that made it, or newer, as in the image postgres:<major>.',
        cause: error,
    });
}
/**
 * What to make of a failed restore. In a sandbox, or where it is to go on, what the server refused are findings, and the rest
 * of the restore counts: the environment's (an extension that the image lacks, a role), or the source's, which has what
 * cannot be loaded. The archive is whole in both cases. Everything else throws: `sandbox-failed` where nothing was said against
 * the backup. `selected`: it is one of some tables and schemas. `order`: the tables whose
 * rows the archive has, in its order, where the error `wantsOrder`.
 */
function explainRestore(error, connection, options, selected = false, order = []) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure === undefined || !(0,problem/* isProblem */.AN)(error, 'tool-failed'))
        throw error;
    const unfit = unfitProgram(error);
    if (unfit !== undefined)
        throw unfit;
    const sandboxed = options.sandboxed === true;
    const dragged = wouldGoToo(failure.stderr);
    if (options.overwrite && dragged.length > 0) {
        const named = dragged.slice(0, 20).join(', ');
        const message = `replacing it in ${(0,postgres_url/* placeOf */.$t)(connection)} would also drop what nobody named: ${named}; nothing was restored`;
        throw new problem/* Problem */.AF('target-refused', message, {
            hint: 'Name these with --only too, drop them yourself first, or restore into a new database.',
            cause: error,
        });
    }
    const all = refusals(failure.stderr);
    const errors = all.filter(({ said }) => !harmless.some((pattern) => pattern.test(said)));
    const lacksSomething = errors.some(({ said }) => lacksFile.test(said) || /extension ".*" is not available/.test(said));
    const findings = errors.map((error) => environmentFinding(error, sandboxed) ?? (lacksSomething ? consequence(error) : undefined));
    // Only where the program came to its end, past what the server refused.
    const ignored = /errors ignored on restore: (\d+)/.exec(failure.stderr)?.[1];
    if ((sandboxed || options.keepGoing === true) && ignored !== undefined) {
        const said = findings.map((finding, index) => finding ?? sourceFinding(errors[index], sandboxed, order));
        return [...said, ...unseen(Number(ignored) - all.length, said)];
    }
    const kept = sandboxed || options.keepGoing === true ? '' : '; nothing was restored';
    const worst = errors.find(({ byServer }, index) => !byServer && !findings[index]) ??
        errors[findings.indexOf(undefined)] ??
        errors[0];
    const lacks = selected && worst !== undefined && / does not exist( for|$)/.test(worst.said);
    const advice = worst?.byServer === true && findings.includes(undefined) ? sourceFinding(worst, sandboxed, order).hint : undefined;
    const hint = findings.find((finding) => finding?.hint !== undefined)?.hint ?? (lacks ? wider : advice);
    // Stopped by something else (memory, docker), or by what is missing here: neither is a word against the archive.
    const excused = sandboxed && ignored === undefined && errors.every(({ byServer }, index) => byServer || findings[index]);
    const at = worst?.thing === undefined ? '' : ` at ${worst.thing.kind} ${worst.thing.name}`;
    const within = worst === undefined ? '' : withinOf(worst);
    throw new problem/* Problem */.AF(excused ? 'sandbox-failed' : 'restore-failed', `the restore into ${(0,postgres_url/* placeOf */.$t)(connection)} failed${at}: ${worst?.said ?? error.message}${within}${kept}`, {
        cause: error,
        ...(hint === undefined ? {} : { hint }),
    });
}
/** Of the server's refusal to drop what something else depends on: that. */
function wouldGoToo(stderr) {
    const [, detail = ''] = /cannot drop .* because other objects depend on (?:it|them)\n(?:pg_restore: )?DETAIL: +([\s\S]*?)\n(?:HINT|Command was|pg_restore: hint)/.exec(stderr) ?? [];
    return detail.split('\n').flatMap((line) => /^(.*) depends on .*$/.exec(line.trim())?.[1] ?? []);
}
const wider = 'The backup is of some tables and schemas only, and this one needs what they leave out: create that in the target first, or name with --only what needs less; and take it along in tables or schemas of the policy.';
/** What fails because something is not there: an extension's types, functions and operators, a dictionary. */
function consequence({ said, thing }) {
    if (!/ does not exist( for|$)/.test(said))
        return undefined;
    return { level: 'failure', blame: 'env', message: said, ...aboutOf(thing) };
}
function environmentFinding({ said, thing }, sandboxed) {
    const match = environment.find(({ said: pattern }) => pattern.test(said));
    if (match === undefined)
        return undefined;
    return {
        level: 'failure',
        blame: 'env',
        message: said,
        hint: sandboxed ? match.hint : match.inTarget,
        ...aboutOf(thing),
    };
}
const searchesNothing = /^(?:function|operator|relation|type|schema|text search \w+|collation) .*does not exist|^no schema has been selected/;
const unqualified = (inFunction) => `A restore searches no schema by itself: let what it names in the source say its schemas (alter function ${inFunction ?? 'NAME(...)'} set search_path = ..., or write schema.name in its body)`;
// What a database may hold and yet not take when it is made anew: every backup of it is alike, and whole.
const inSource = [
    [searchesNothing, unqualified(undefined)],
    [
        /violates foreign key constraint/,
        'The source has rows without the row that they refer to: delete or mend them there, or make the constraint anew as not valid',
    ],
    [
        /violates check constraint|could not create unique index|violates unique constraint|violates not-null|contains null values/,
        'The source has rows that its own constraint forbids: mend them there, and reindex',
    ],
];
/** Only of rows: those of a table that the archive makes come before its keys. */
const early = ({ said, thing, lacking }) => thing?.kind === 'rows of table' && lacking !== undefined && /violates foreign key constraint/.test(said);
/** True if what went wrong is told only by the order in which the archive has its tables' rows. */
function wantsOrder(error) {
    return refusals((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '').some(early);
}
/**
 * What to do about keys that were there before the rows, as those of an extension are. pg_dump puts the rows that others refer to
 * first, unless the keys are circular: then no order would do.
 */
function earlyHint(refusal, order) {
    if (!early(refusal))
        return undefined;
    const { thing, lacking = '' } = refusal;
    const at = order.indexOf(thing?.name ?? '');
    if (order.lastIndexOf(lacking) > at)
        return `The rows are whole, and so is the backup: the foreign keys of ${thing?.name} and ${lacking} are circular, and are there before the rows, so no order suits them. Restore with triggers off, as a superuser: add ?options=-c%20session_replication_role%3Dreplica to the URL of --into (after other parameters, &options=...).`;
    if (order.includes(lacking))
        return `The rows of ${lacking} that these refer to are not there: they could not be restored either, or the extension that has both tables leaves them out of every dump.`;
    return `The rows of ${lacking} come with an extension, not with the backup: install the version of it that the source has.`;
}
const withinOf = ({ inFunction }) => (inFunction === undefined ? '' : ` in function ${inFunction}`);
function sourceFinding(error, sandboxed, order) {
    const { said, thing } = error ?? { said: 'a statement', thing: undefined };
    const rest = sandboxed ? 'restore --keep-going restores the rest of this one.' : '--keep-going restores the rest.';
    const message = `the source has what pg_restore cannot load: ${thing === undefined ? '' : `${thing.kind} ${thing.name}: `}${said}${error === undefined ? '' : withinOf(error)}`;
    const hint = error && earlyHint(error, order);
    if (hint !== undefined)
        return { level: 'failure', blame: 'source', message, hint: `${hint} ${rest}`, ...aboutOf(thing) };
    const what = error?.inFunction !== undefined && searchesNothing.test(said)
        ? unqualified(error.inFunction)
        : (inSource.find(([words]) => words.test(said))?.[1] ??
            'Change this in the source so that an empty database takes it');
    return {
        level: 'failure',
        blame: 'source',
        message,
        hint: `${what}; later backups then restore by themselves. ${rest}`,
        ...aboutOf(thing),
    };
}
/** Of very many errors only the last are kept. */
function unseen(count, seen) {
    if (count <= 0)
        return [];
    const blame = seen.every((finding) => finding.blame === 'env') && seen.length > 0 ? 'env' : 'source';
    return [{ level: 'failure', blame, message: `${count} errors more, before these`, about: ['*'] }];
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-globals.js

const maxBytes = 16 * 1024 * 1024;
/** Reads the part whole. Throws `object-damaged` for more than any server's roles. */
async function readGlobals(part) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of part) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new problem/* Problem */.AF('object-damaged', `globals.sql is larger than ${maxBytes} bytes`, {
                hint: 'Restore without --globals, and create the roles by hand.',
            });
        chunks.push(chunk);
    }
    return parseGlobals(Buffer.concat(chunks).toString('latin1'));
}
const postgres_globals_name = String.raw `((?:"(?:[^"]|"")+")|[^\s"';]+)`;
const allowed = [
    new RegExp(`^CREATE ROLE ${postgres_globals_name}$`),
    new RegExp(`^ALTER ROLE ${postgres_globals_name} (?:WITH|SET|RESET|IN DATABASE) `),
    new RegExp(`^GRANT ${postgres_globals_name} TO ${postgres_globals_name}(?: WITH | GRANTED BY |$)`),
    new RegExp(`^COMMENT ON ROLE ${postgres_globals_name} IS `),
    new RegExp(`^SECURITY LABEL FOR (?:"(?:[^"]|"")+"|\\w+) ON ROLE ${postgres_globals_name} IS `),
];
// Tablespaces are places of the machine that was backed up.
const passedOver = /^(?:SET (?:default_transaction_read_only|client_encoding|standard_conforming_strings) |(?:CREATE|ALTER) TABLESPACE |(?:GRANT|REVOKE) [A-Z ]+ ON TABLESPACE |COMMENT ON TABLESPACE )/;
/** What pg_dumpall writes of roles. Only that is ever run: whoever can write a backup could have written this. */
function parseGlobals(text) {
    const statements = [];
    const refused = [];
    let encoding = 'UTF8';
    for (const { sql, isPlain } of statementsOf(text)) {
        encoding = /^SET client_encoding = '(\w+)'$/.exec(sql)?.[1] ?? encoding;
        const roles = isPlain ? allowed.flatMap((one) => one.exec(sql)?.slice(1) ?? []) : [];
        if (roles.length > 0)
            statements.push({ sql, roles: roles.map(unquoted) });
        else if (!passedOver.test(sql))
            refused.push(sql.slice(0, 40).replace(/\s+/g, ' '));
    }
    return { encoding, statements, refused };
}
const unquoted = (text) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|;|[^'";-]+|[\s\S]/g;
// White space by itself, so that a command of psql is seen where it begins.
const blankOr = new RegExp(`\\s+|${token.source}`, 'g');
const escapedOr = /'(?:[^'\\]|''|\\[\s\S])*'|[\s\S]/g;
const escaped = /(?:^|[^\w$])[eE]$/;
/** Split at semicolons outside of quotes; psql's own commands, which begin a line, are left out. */
function* statementsOf(text) {
    let sql = '';
    let before = '';
    let isPlain = true;
    let isBlank = true;
    for (let at = 0; at < text.length;) {
        if (isBlank && text[at] === '\\') {
            const end = text.indexOf('\n', at);
            at = end < 0 ? text.length : end + 1;
            continue;
        }
        const found = next(text, at, escaped.test(before), isBlank);
        at += found.length;
        before = (before + found).slice(-2);
        if (found.startsWith('--'))
            isPlain &&= isBlank;
        else if (found === ';') {
            yield { sql: sql.trim(), isPlain };
            sql = '';
            isPlain = true;
            isBlank = true;
        }
        else {
            const isQuoted = /^['"]/.test(found);
            isPlain &&= isQuoted ? found.length > 1 : !/[\\$]|\/\*/.test(found);
            isBlank &&= /^\s*$/.test(found);
            sql += found;
        }
    }
    if (!isBlank)
        yield { sql: sql.trim(), isPlain: false };
}
function next(text, at, isEscaped, isBlank) {
    const pattern = isBlank ? blankOr : isEscaped && text[at] === "'" ? escapedOr : token;
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
}

// EXTERNAL MODULE: ./build/js/engine/postgres-surrounding.js
var postgres_surrounding = __webpack_require__(76569);
;// CONCATENATED MODULE: ./build/js/engine/postgres-role.js






/**
 * Creates the roles that own something, or may do something, in the dumped database, and gives those that the backup's own
 * globals should have created.
 */
async function createRoles(session, facts, globals) {
    const bootstrap = facts.server?.settings['superuser'];
    const owner = facts.server?.settings['owner'];
    const { roles } = (0,postgres_surrounding/* parseSurrounding */.WL)(facts);
    const wanted = new Set([
        ...(facts.objects['role'] ?? []),
        ...roles,
        ...[bootstrap, owner].filter((role) => role !== undefined),
    ]);
    const known = await session.rows('select rolname as name from pg_catalog.pg_roles');
    for (const { name } of known)
        wanted.delete(name);
    // As powerful as the source's: only a superuser may own an event trigger or a foreign data wrapper.
    for (const role of wanted)
        await session.lines(`create role ${(0,postgres_session/* identifier */.Cv)(role)} ${role === bootstrap ? 'superuser' : ''}`);
    if (!globals)
        return [];
    const lacking = [...wanted].filter((role) => role !== bootstrap).slice(0, 20);
    return lacking.map((role) => {
        return { level: 'warning', blame: 'data', message: `globals.sql has no role ${role}, which the database names` };
    });
}
/** Makes the schemas of single tables, which pg_dump takes without the schema that they are in; gives those it made. */
async function createSchemas(session, facts) {
    if (facts.server?.settings['scope'] !== 'part')
        return [];
    const dumped = new Set(facts.objects['schema'] ?? []);
    const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence'];
    const names = kinds.flatMap((kind) => facts.objects[kind] ?? []);
    const schemas = new Set(names.flatMap((name) => /^("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)\./.exec(name)?.[1] ?? []));
    const known = await session.rows('select nspname as name from pg_catalog.pg_namespace');
    const made = [...schemas].filter((schema) => {
        const plain = schema.startsWith('"') ? schema.slice(1, -1).replaceAll('""', '"') : schema;
        return !dumped.has(schema) && !known.some(({ name }) => name === plain);
    });
    for (const schema of made)
        await session.lines(`create schema ${schema}`);
    return made;
}
/** The restored roles may have changed the one that restores: its password, its right to log in, its settings. */
async function keepAccess(session, connection) {
    const { user, password } = connection;
    const secret = password === undefined ? '' : `password ${(0,postgres_session/* literal */.eu)(password)}`;
    await session.lines(`alter role ${(0,postgres_session/* identifier */.Cv)(user)} with login superuser ${secret} valid until 'infinity';
    alter role ${(0,postgres_session/* identifier */.Cv)(user)} reset all`);
    // Since 17 a database may run something at every login, which may write, or refuse it.
    const known = await session.rows("select from pg_catalog.pg_settings where name = 'event_triggers'");
    if (known.length > 0)
        await session.lines(`alter role ${(0,postgres_session/* identifier */.Cv)(user)} set event_triggers = off`);
}
/**
 * Makes the roles of `globals.sql`, and what it says of them. Each statement goes to psql as a text that the server is to run,
 * so that nothing in it can be a command of psql. `known`: the roles that are there, and stay as they are.
 */
async function makeRoles({ encoding, statements }, known, connection, runtime, signal) {
    const utf8 = (name) => (encoding === 'UTF8' ? Buffer.from(name, 'latin1').toString('utf8') : name);
    // A membership changes the role that it is given to; one of an old role in another is as it was.
    const isNew = ({ roles }) => !known.has(utf8(roles.at(-1) ?? ''));
    const wanted = statements.filter(isNew);
    const runs = wanted.map(({ sql }) => `select ${(0,postgres_session/* literal */.eu)(sql)} \\gexec\n`);
    const script = [`set standard_conforming_strings = on; set client_encoding = ${(0,postgres_session/* literal */.eu)(encoding)};\n`, ...runs].join('');
    const command = (0,postgres_url/* clientCommand */.vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
    const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, external_node_stream_.Readable.from([Buffer.from(script, 'latin1')]), signal);
    const names = (some) => some.flatMap(({ sql, roles }) => (sql.startsWith('CREATE ROLE ') ? roles.map(utf8) : []));
    return {
        made: names(wanted),
        left: names(statements.filter((one) => !isNew(one))),
        errors: stderr.split('\n').filter((line) => /(ERROR|error): /.test(line)),
    };
}
/** Makes the roles of a backup in a sandbox; errors are findings about the environment. */
async function restoreGlobals(part, connection, runtime, signal) {
    const globals = await readGlobals(part);
    const { errors } = await makeRoles(globals, new Set(), connection, runtime, signal);
    const real = errors.filter((line) => !/role ".*" already exists/.test(line)).slice(0, 20);
    return [
        ...real.map((message) => ({ level: 'warning', blame: 'env', message: `roles: ${message}` })),
        ...strange(globals),
    ];
}
/** Makes the roles of a backup that a target's server lacks; gives what came of it. */
async function applyGlobals(part, session, connection, runtime, signal) {
    const globals = await readGlobals(part);
    const rows = await session.rows('select rolname as name from pg_catalog.pg_roles');
    const known = new Set(rows.map(({ name }) => name));
    const { made, left, errors } = await makeRoles(globals, known, connection, runtime, signal);
    const say = (what, names) => names.length === 0 ? [] : [{ level: 'note', blame: 'env', message: `${what}: ${names.slice(0, 50).join(', ')}` }];
    const failures = errors.slice(0, 20).map((line) => {
        const message = `a role could not be made as it was: ${line.replace(/^.*?(ERROR|error): +/, '')}`;
        return { level: 'failure', blame: 'env', message, hint: 'Connect as a superuser, or make the role by hand.' };
    });
    return [
        ...failures,
        ...say('made the roles', made),
        ...say('the roles were there, and stay as they are', left),
        ...strange(globals),
    ];
}
/** The roles of a backup, as SQL. */
async function rolesOf(part) {
    const { encoding, statements } = await readGlobals(part);
    const sql = statements.map((statement) => `${statement.sql};\n`).join('');
    return `set client_encoding = 'UTF8';\n${encoding === 'UTF8' ? Buffer.from(sql, 'latin1').toString('utf8') : sql}`;
}
function strange({ refused }) {
    if (refused.length === 0)
        return [];
    const message = `globals.sql has what pg_dumpall does not write, and that was not run: ${refused.slice(0, 3).join('; ')}`;
    return [
        {
            level: 'warning',
            blame: 'data',
            message,
            hint: 'Look at that part (restore --raw) before you trust this backup.',
        },
    ];
}

// EXTERNAL MODULE: ./build/js/engine/postgres-facts.js
var postgres_facts = __webpack_require__(83580);
;// CONCATENATED MODULE: ./build/js/engine/postgres-there.js

// By what an archive calls its kinds: in which catalog such a thing is, and its name and schema there.
const signature = `p.proname || '(' || case when p.prokind = 'a' and p.pronargs = 0 then '*' else coalesce((
  select string_agg(pg_catalog.format_type(t.oid, null), ', ' order by t.at)
  from unnest(p.proargtypes) with ordinality t (oid, at)), '') end || ')'`;
const kinds = [
    { of: ['SCHEMA'], from: 'pg_namespace', name: 'nspname' },
    { of: ['EXTENSION'], from: 'pg_extension', name: 'extname' },
    {
        of: ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'],
        from: 'pg_class',
        name: 'relname',
        schema: 'relnamespace',
    },
    { of: ['TYPE', 'DOMAIN', 'SHELL TYPE'], from: 'pg_type', name: 'typname', schema: 'typnamespace' },
    { of: ['FUNCTION', 'PROCEDURE', 'AGGREGATE'], from: 'pg_proc', name: signature, schema: 'pronamespace' },
    { of: ['COLLATION'], from: 'pg_collation', name: 'collname', schema: 'collnamespace' },
    { of: ['OPERATOR'], from: 'pg_operator', name: 'oprname', schema: 'oprnamespace' },
    { of: ['OPERATOR CLASS'], from: 'pg_opclass', name: 'opcname', schema: 'opcnamespace' },
    { of: ['OPERATOR FAMILY'], from: 'pg_opfamily', name: 'opfname', schema: 'opfnamespace' },
    { of: ['TEXT SEARCH CONFIGURATION'], from: 'pg_ts_config', name: 'cfgname', schema: 'cfgnamespace' },
    { of: ['TEXT SEARCH DICTIONARY'], from: 'pg_ts_dict', name: 'dictname', schema: 'dictnamespace' },
    { of: ['FOREIGN DATA WRAPPER'], from: 'pg_foreign_data_wrapper', name: 'fdwname' },
    { of: ['SERVER'], from: 'pg_foreign_server', name: 'srvname' },
    { of: ['ACCESS METHOD'], from: 'pg_am', name: 'amname' },
    { of: ['PROCEDURAL LANGUAGE'], from: 'pg_language', name: 'lanname' },
    { of: ['PUBLICATION'], from: 'pg_publication', name: 'pubname' },
];
/** Those of an archive's entries whose like a database has, by kind, schema and name. Of kinds that are rare, none. */
async function thereOf(session, entries) {
    const there = new Set();
    for (const { of, from, name, schema } of kinds) {
        const asked = entries.filter(({ kind }) => of.includes(kind));
        if (asked.length === 0)
            continue;
        const wanted = asked.map(({ id, schema, name }) => ({ id, schema, name }));
        const place = schema === undefined ? '' : `join pg_catalog.pg_namespace n on n.oid = p.${schema} and n.nspname = q.schema`;
        const found = await session.rows(`
      select distinct q.id from pg_catalog.json_to_recordset(${(0,postgres_session/* literal */.eu)(JSON.stringify(wanted))}::json)
        as q (id int, schema text, name text)
      cross join lateral (select p.oid from pg_catalog.${from} p ${place} where ${name} = q.name limit 1) found`);
        const ids = new Set(found.map(({ id }) => id));
        for (const entry of asked)
            if (ids.has(entry.id))
                there.add(entry);
    }
    return there;
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-take.js





/** Looks into an archive and into the target, before anything is changed. */
async function taken(dump, part, session, { only, overwrite }) {
    const isSelection = dump.facts.server?.settings['selected'] === 'true';
    const hasEventTriggers = (dump.facts.objects['event trigger'] ?? []).length > 0;
    if (only.length === 0 && !isSelection && !overwrite && !hasEventTriggers)
        return { ids: undefined, dropped: undefined, findings: [] };
    const entries = await entriesOf(dump, part);
    const possible = isSelection ? possibleOf(entries, dump.facts) : undefined;
    if (only.length === 0) {
        const all = entries.filter(({ id }) => possible?.has(id) ?? true);
        const ids = all.length === entries.length && !hasEventTriggers ? undefined : eventTriggersLast(all);
        return { ids, dropped: overwrite ? droppedByThemselves(entries) : undefined, findings: [] };
    }
    const choice = choose(entries, only);
    const others = [...choice.needed, ...[...choice.tied.values()].flat()];
    const { ids, made, leftOut } = settle(entries, choice, await thereOf(session, [...new Set(others)]));
    return {
        ids: possible === undefined ? ids : ids.filter((id) => possible.has(id)),
        dropped: overwrite ? droppedOfNamed(choice.named) : undefined,
        findings: [...madeToo(made), ...untied(leftOut)],
    };
}
/** The facts of what these patterns name: the rows of their tables, and the names of their relations. */
async function chosenFacts(dump, part, only) {
    const { named } = choose(await entriesOf(dump, part), only);
    const names = new Set([...named].filter(({ kind }) => relations.includes(kind)).map(postgres_facts/* tableName */.Cm));
    const rows = Object.entries(dump.facts.rows).filter(([name]) => names.has(name));
    const kinds = ['table', 'partitioned table', 'view', 'materialized view', 'sequence'];
    const objects = kinds.map((kind) => [kind, (dump.facts.objects[kind] ?? []).filter((name) => names.has(name))]);
    return { ...dump.facts, rows: Object.fromEntries(rows), objects: Object.fromEntries(objects) };
}
/**
 * In an archive they stand before the refreshes of materialized views, and would be called for those: one that forbids
 * changes would end the restore, one that logs them would add rows that are in no backup.
 */
function eventTriggersLast(entries) {
    const isOne = ({ kind, name }) => kind === 'EVENT TRIGGER' || (remarks.includes(kind) && name.startsWith('EVENT TRIGGER '));
    return [...entries.filter((entry) => !isOne(entry)), ...entries.filter(isOne)].map(({ id }) => id);
}
const possibleOf = (entries, facts) => new Set(idsThatCanBe(entries, (0,postgres_surrounding/* parseSurrounding */.WL)(facts).dangling));
function madeToo(made) {
    if (made.length === 0)
        return [];
    const message = `made although not named, because what is named needs it and the target did not have it: ${some(made.map(nameOf))}`;
    return [{ level: 'note', blame: 'env', message }];
}
function untied(leftOut) {
    const say = (what, found) => found.length === 0
        ? []
        : [{ level: 'note', blame: 'env', message: `${what}: ${some(found.map(({ name }) => name))}` }];
    const of = (kind) => leftOut.filter((entry) => entry.kind === kind);
    return [
        ...say('foreign keys were left out, because the target does not have the tables they refer to', of('FK CONSTRAINT')),
        ...say('partitions were restored as tables of their own, because the target does not have their parents', of('TABLE ATTACH')),
    ];
}
/** "table public.log (without rows)" */
function nameOf({ kind, schema, name }) {
    const empty = kind === 'TABLE' ? ' (without rows)' : '';
    return `${kind.toLowerCase()} ${schema === '' ? '' : `${schema}.`}${name}${empty}`;
}
function some(names) {
    const shown = names.slice(0, 10).join(', ');
    return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-restore.js
var postgres_restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var postgres_restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


















/** Restores `dump.pgc` or `dump.tar`. A target outside a sandbox gets all of it or nothing. */
async function restorePostgres(dump, into, runtime, options) {
    const connection = targetConnection(into);
    const { signal } = options;
    // What could not be dropped would be there still, and the rows would be added to it.
    if (options.keepGoing === true && options.overwrite)
        throw new problem/* Problem */.AF('usage', '--keep-going does not go with --overwrite', { hint: 'Restore into a new database.' });
    const findings = [];
    if (options.create === true)
        findings.push(...(await createDatabase(connection, dump.facts.server, runtime, signal)));
    const roles = [];
    const tablespaces = [];
    let schemas;
    let what;
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = postgres_restore_addDisposableResource(env_1, await openTarget(connection, runtime, signal), true);
            await mustBeEmpty(session, connection, options);
            await (0,postgres_lock/* mustHaveLocks */.m1)(session, dump.facts, connection, options);
            if (options.sandboxed === true) {
                if (dump.parts.includes('globals.sql')) {
                    findings.push(...(await restoreGlobals(await dump.open('globals.sql'), connection, runtime, signal)));
                }
                await keepAccess(session, connection);
                findings.push(...(await createRoles(session, dump.facts, dump.parts.includes('globals.sql'))));
            }
            else {
                if (options.roles === true)
                    findings.push(...(await applyGlobals(await openGlobals(dump), session, connection, runtime, signal)));
                roles.push(...(await missingRoles(session, dump)));
            }
            tablespaces.push(...(await (0,postgres_surrounding/* missingTablespaces */.Ol)(session, dump.facts)));
            what = await taken(dump, dumpPart(dump), session, options);
            findings.push(...what.findings);
            schemas = await createSchemas(session, dump.facts);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = postgres_restore_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    if (roles.length > 0) {
        const message = `owners and privileges were left out: the target lacks the roles ${roles.slice(0, 5).join(', ')}`;
        const hint = 'To restore owners and privileges too, create the roles first: --globals apply does, --globals print shows them.';
        findings.push({ level: 'note', blame: 'env', message, hint });
    }
    if (tablespaces.length > 0 && options.sandboxed !== true) {
        const message = `everything is in the target's default tablespace: it lacks ${tablespaces.slice(0, 5).join(', ')}`;
        findings.push({ level: 'note', blame: 'env', message, hint: 'Create the tablespaces first to use them.' });
    }
    const flags = [
        ...(options.sandboxed === true || roles.length === 0 ? [] : ['--no-owner', '--no-privileges']),
        ...(options.sandboxed === true || tablespaces.length > 0 ? ['--no-tablespaces'] : []),
    ];
    try {
        findings.push(...(await restoreData(dump, connection, runtime, options, what, flags)));
    }
    catch (error) {
        await dropSchemas(schemas, connection, runtime).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    if (options.only.length > 0)
        return findings;
    return [...findings, ...(await (0,postgres_surrounding/* restoreParameters */.zr)(dump.facts, connection, runtime, signal))];
}
/** The part that has the roles. Throws `object-missing` where the backup was made without. */
async function openGlobals(dump) {
    if (dump.parts.includes('globals.sql'))
        return await dump.open('globals.sql');
    throw new problem/* Problem */.AF('object-missing', 'the backup has no roles: it was made with globals: none', {
        hint: 'Restore without --globals, and create the roles by hand.',
    });
}
/** Takes away what was made for a restore that failed: a target that holds a schema would be refused next time. */
async function dropSchemas(schemas, connection, runtime) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        if (schemas.length === 0)
            return;
        const session = postgres_restore_addDisposableResource(env_2, await (0,postgres_session/* openSession */.fA)(connection, runtime, AbortSignal.timeout(30_000)), true);
        for (const schema of schemas)
            await session.lines(`drop schema ${schema}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = postgres_restore_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Throws `target-refused` for a target that is no database, `policy-invalid` for a URL that cannot be parsed. */
function targetConnection(target) {
    if (target.kind !== 'database') {
        throw new problem/* Problem */.AF('target-refused', `a PostgreSQL dump does not restore into a ${target.kind}`, {
            hint: 'Say --into postgres://user:password@host/database.',
        });
    }
    return (0,postgres_url/* parseUrl */.Dl)(target.url, 'the target');
}
async function openTarget(connection, runtime, signal) {
    try {
        return await (0,postgres_session/* openSession */.fA)(connection, runtime, signal);
    }
    catch (error) {
        if (!/database ".*" does not exist/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
            throw error;
        throw new problem/* Problem */.AF('target-refused', `there is no database ${(0,postgres_url/* placeOf */.$t)(connection)}`, {
            hint: `Add --create to make it, or create it first: createdb ${connection.database}.`,
            cause: error,
        });
    }
}
/** What a restore would collide with: relations, routines, types and large objects of users, and schemas other than public. */
async function mustBeEmpty(session, connection, options) {
    if (options.overwrite)
        return;
    const own = (catalog, oid) => `not exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
    const held = await session.rows(`
    select name from (
      select pg_catalog.format('%I.%I', n.nspname, c.relname) as name, n.nspname from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r','p','v','m','S','f') and ${own('pg_class', 'c.oid')}
      union all select pg_catalog.format('%I.%I()', n.nspname, p.proname), n.nspname from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace where ${own('pg_proc', 'p.oid')}
      union all select pg_catalog.format('%I.%I', n.nspname, t.typname), n.nspname from pg_catalog.pg_type t
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        left join pg_catalog.pg_class c on c.oid = t.typrelid
        where t.typtype in ('c','d','e','r') and (t.typrelid = 0 or c.relkind = 'c') and ${own('pg_type', 't.oid')}
      union all select 'large object ' || oid, '' from pg_catalog.pg_largeobject_metadata
      union all select 'schema ' || n.nspname, n.nspname from pg_catalog.pg_namespace n
        where n.nspname <> 'public' and ${own('pg_namespace', 'n.oid')}
    ) all_of_it where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`);
    if (held.length === 0)
        return;
    const some = held.slice(0, 3).map((row) => row.name);
    const more = held.length > some.length ? ` and ${held.length - some.length} more` : '';
    throw new problem/* Problem */.AF('target-refused', `${(0,postgres_url/* placeOf */.$t)(connection)} is not empty: it has ${some.join(', ')}${more}`, {
        hint: 'Restore into a new database, or say --overwrite with the name of this one to replace what is there.',
    });
}
/** The dump's roles that the target lacks, or all of them where the user may not give objects to other roles. */
async function missingRoles(session, dump) {
    // Also those of large objects, servers and the like, which are no facts.
    const named = dump.facts.server?.settings['selected'] === 'false' ? (0,postgres_surrounding/* parseSurrounding */.WL)(dump.facts).roles : [];
    const wanted = new Set([...(dump.facts.objects['role'] ?? []), ...named]);
    const owner = dump.facts.server?.settings['superuser'];
    const known = await session.rows(`
    select rolname as name, rolname = current_user as me, (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as super
    from pg_catalog.pg_roles`);
    const names = new Set(known.filter((role) => role.super || role.me).map((role) => role.name));
    return [...wanted, ...(owner === undefined ? [] : [owner])].filter((role) => !names.has(role));
}
async function restoreData(dump, connection, runtime, options, what, more) {
    const flags = [
        '--no-password',
        `--dbname=${(0,postgres_client/* databaseArgument */.Bh)(connection.database)}`,
        ...more,
        ...(what.dropped === undefined ? [] : ['--clean', '--if-exists']),
    ];
    // All or nothing, except where going on finds every error at once.
    const whole = options.sandboxed === true || options.keepGoing === true ? [] : ['--single-transaction'];
    const part = dumpPart(dump);
    const list = Buffer.from(what.ids?.map((id) => `${id};\n`).join('') ?? '');
    const command = restoreCommand(part, [...flags, ...whole], list.length, connection, runtime);
    try {
        const opened = await dump.open(part);
        const whole = part === 'dump.tar' ? tocInTar(opened, archiveReader()) : opened;
        const body = what.dropped === undefined ? whole : dropping(part, whole, what.dropped);
        const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, preceded(list, body), options.signal);
        return restoreFindings(stderr);
    }
    catch (error) {
        const selected = dump.facts.server?.settings['selected'] === 'true';
        const entries = wantsOrder(error) ? await entriesOf(dump, part) : [];
        const order = entries.flatMap(({ kind, name }) => (kind === 'TABLE DATA' ? [name] : []));
        return explainRestore(error, connection, options, selected, order);
    }
}
/** The name of the part that has the database. Throws `object-missing`. */
function dumpPart(dump) {
    const found = ['dump.pgc', 'dump.tar'].find((part) => dump.parts.includes(part));
    if (found === undefined)
        throw new problem/* Problem */.AF('object-missing', 'the backup has no part dump.pgc or dump.tar', {
            hint: 'Write what it has with --raw DIR, or take an earlier backup with --id ID.',
        });
    return found;
}
function restoreCommand(part, flags, listBytes, connection, runtime) {
    if (part === 'dump.tar')
        return fromDirectory(flags, listBytes, connection, runtime);
    if (listBytes > 0)
        return viaShell(withList, ['--format=custom', ...flags], listBytes, connection, runtime);
    return (0,postgres_url/* clientCommand */.vK)('pg_restore', ['--format=custom', ...flags], connection, runtime);
}
/** The list of what to restore comes before the archive, on the same stdin. */
function preceded(list, body) {
    if (list.length === 0)
        return body;
    const both = new external_node_stream_.PassThrough();
    both.write(list);
    // The error of the body becomes that of both.
    (0,promises_.pipeline)(body, both).catch(() => undefined);
    return both;
}
// dd, because it is bound to read no byte more than it is told: the archive follows.
const prepare = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"
bytes=$2
shift 2
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
if [ "$bytes" -gt 0 ]; then
  dd bs=1 count="$bytes" of="$directory/list" 2>/dev/null
  set -- "--use-list=$directory/list" "$@"
fi`;
const withList = `${prepare}
pg_restore "$@"`;
const withDirectory = `${prepare}
mkdir -- "$directory/dump"
tar -C "$directory/dump" -xf -
pg_restore "$@" "$directory/dump"`;
function viaShell(script, flags, listBytes, connection, runtime) {
    const args = ['-c', script, 'sh', `restorable-${(0,external_node_crypto_.randomUUID)()}`, String(listBytes), ...flags];
    return connection === undefined ? { program: 'sh', args } : (0,postgres_url/* clientCommand */.vK)('sh', args, connection, runtime);
}
/** pg_restore of an archive in the directory format, whose tar comes on stdin, after a list where there is one. */
function fromDirectory(flags, listBytes, connection, runtime) {
    return viaShell(withDirectory, ['--format=directory', ...flags], listBytes, connection, runtime);
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-check.js
var postgres_check_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var postgres_check_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** Runs one assertion, in a read-only transaction. undefined: it holds. */
function checkPostgres(assertion, target, runtime, signal) {
    switch (assertion.kind) {
        case 'sql':
            return checkSql(assertion, target, runtime, signal);
        case 'tables':
            return checkTables(assertion.tables, assertion, target, runtime, signal);
        case 'files':
            throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" asks for files of a database`, {
                hint: 'Use tables: [...] or sql: "...".',
            });
    }
}
// What no value is expected to have in it (the unit separator of ASCII).
const between = '\u001f';
const betweenRows = '\u001e';
// Classes of SQLSTATE: 42 is a mistake in a statement or a name, 25006 a statement that writes, 22P02 a constant that is none.
const ofTheStatement = /^(?:42(?!501)|25006|0A000|22P02)/;
async function checkSql(assertion, target, runtime, signal) {
    const sql = assertion.sql.trim();
    // psql takes a leading backslash for a command of its own, such as a shell; anywhere else in -c it goes to the server.
    if (sql.startsWith('\\')) {
        throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' });
    }
    const connection = targetConnection(target);
    const args = [
        '-X',
        '-q',
        '-A',
        '-t',
        '-w',
        '-F',
        between,
        '-R',
        betweenRows,
        '-v',
        'ON_ERROR_STOP=1',
        '-v',
        'VERBOSITY=verbose',
        '-c',
        sql,
    ];
    const command = (0,postgres_url/* clientCommand */.vK)('psql', args, connection, runtime);
    // The database's own limit is for its applications.
    const options = `${connection.parameters['PGOPTIONS'] ?? ''} -c default_transaction_read_only=on -c statement_timeout=0`;
    let output;
    try {
        output = await (0,runtime_runtime/* text */.Qq)(runtime, { ...command, env: { ...command.env, PGOPTIONS: options, PGCLIENTENCODING: 'UTF8' } }, signal);
    }
    catch (error) {
        const failure = (0,runtime_runtime/* failureOf */.g5)(error);
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
            throw error;
        if (failure === undefined && /wrote more than/.test(error.message))
            return (0,expect/* failed */.gz)(assertion, error.message);
        // 1: the server refuses the statement. Anything else says nothing about the backup: 2 is a connection that was lost.
        if (failure?.exitCode !== 1)
            throw error;
        const state = /(?:ERROR|FATAL): +([0-9A-Z]{5}): /.exec(failure.stderr)?.[1] ?? '';
        const lines = failure.stderr.split('\n').filter((line) => !line.startsWith('LOCATION: '));
        const said = `the server says ${(0,runtime_runtime/* lastLines */.w$)(lines.join('\n')).replace(`${state}: `, '')}`;
        return ofTheStatement.test(state) ? (0,expect/* mistaken */.R3)(assertion, said) : (0,expect/* failed */.gz)(assertion, said);
    }
    if (output === '')
        return (0,expect/* failed */.gz)(assertion, 'it gave no row');
    const [row = '', ...moreRows] = output.replace(/\n$/, '').split(betweenRows);
    const [value = '', ...more] = row.split(between);
    if (moreRows.length > 0)
        return (0,expect/* mistaken */.R3)(assertion, `it gave ${moreRows.length + 1} rows, not one`);
    if (more.length > 0)
        return (0,expect/* mistaken */.R3)(assertion, `it gave ${more.length + 1} columns, not one`);
    const because = (0,expect/* unmet */.iY)(value, assertion.expect);
    return because === undefined ? undefined : (0,expect/* failed */.gz)(assertion, because);
}
async function checkTables(wanted, assertion, target, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = postgres_check_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(targetConnection(target), runtime, signal), true);
        const found = await session.rows(`
    select n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r','p','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
        const names = new Set(found.flatMap((table) => [table.name, `${table.schema}.${table.name}`]));
        const missing = wanted.filter((table) => !names.has(table) && !names.has(table.replaceAll('"', '')));
        return missing.length === 0 ? undefined : (0,expect/* failed */.gz)(assertion, `there is no table ${missing.join(', ')}`);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = postgres_check_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-body.js



const bodyBuffer = 1024 * 1024;
/** A program's output, which ends cleanly only after the program has exited 0 and the watch has agreed. */
function watchedBody(child, watch) {
    const attempt = (act, callback, data) => {
        try {
            act();
        }
        catch (error) {
            callback(error);
            return;
        }
        callback(null, data);
    };
    const body = new external_node_stream_.Transform({
        highWaterMark: bodyBuffer,
        transform: (chunk, _encoding, callback) => attempt(() => watch.push(chunk), callback, chunk),
        flush: (callback) => attempt(() => watch.end(), callback),
    });
    // The body itself carries the error.
    (0,promises_.pipeline)(child.stdout, body).catch(() => undefined);
    return body;
}
const tailBytes = 4096;
/** Agrees only if the output ends with this line, or nearly so. */
function endsWith(mark, what) {
    let tail = Buffer.alloc(0);
    return {
        push: (chunk) => {
            tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
        },
        end: () => {
            if (!tail.includes(mark))
                throw new problem/* Problem */.AF('dump-incomplete', `${what} ended without saying that it is complete`, { hint: problem/* remedy */.zL.dump });
        },
    };
}
/** Agrees only if the output ends as a tar archive must: with two blocks of zeros (POSIX.1-2017, pax). */
function endsAsTar(what) {
    let tail = Buffer.alloc(0);
    return {
        push: (chunk) => {
            tail = Buffer.concat([tail, chunk.subarray(-1024)]).subarray(-1024);
        },
        end: () => {
            if (tail.length < 1024 || tail.some((byte) => byte !== 0)) {
                throw new problem/* Problem */.AF('dump-incomplete', `${what} ended without the end of a tar archive`, { hint: problem/* remedy */.zL.dump });
            }
        },
    };
}
/** The same bytes, looked at as they pass. */
function watched(body, watch) {
    return watchedBody({ stdout: body }, watch);
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-contents.js







/**
 * The table of contents of a dump, after pg_restore has read all of it (writing the SQL to nowhere), which decompresses
 * every block.
 */
async function postgresContents(dump, runtime, signal) {
    const part = dumpPart(dump);
    const archive = archiveReader();
    const body = await dump.open(part);
    try {
        if (part === 'dump.pgc') {
            const command = { program: 'pg_restore', args: ['--format=custom', '--file=/dev/null'] };
            await (0,runtime_runtime/* feed */.hm)(runtime, command, watched(body, archive), signal);
        }
        else {
            await (0,runtime_runtime/* feed */.hm)(runtime, fromDirectory(['--file=/dev/null'], 0, undefined, runtime), tocInTar(body, archive), signal);
        }
    }
    catch (error) {
        throw unreadable(part, error);
    }
    const entries = archive.entries();
    if (entries === undefined)
        throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`, { hint: problem/* remedy */.zL.damaged });
    return { names: entries.map(line), missing: [] };
}
/**
 * Damage only where the archive itself is said to be wrong. A program that was killed, an image that cannot be pulled, a
 * disk that is full say nothing about the backup.
 */
function unreadable(part, error) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'dump-incomplete'))
        return error;
    const unfit = unfitProgram(error);
    if (unfit !== undefined)
        return unfit;
    const stderr = (0,runtime_runtime/* failureOf */.g5)(error)?.stderr;
    const itself = stderr === undefined
        ? error.code === 'dump-incomplete' || error.cause instanceof Error
        : /^(?:pg_restore: (?:\[[^\]]*\] )?error: |tar: )/m.test(stderr) && !/No space left on device/.test(stderr);
    if (!itself)
        return error;
    return new problem/* Problem */.AF('object-damaged', `${part} cannot be read: ${error.message}`, {
        hint: problem/* remedy */.zL.damaged,
        cause: error,
    });
}
function line({ kind, schema, name, owner }) {
    return [kind, schema === '' ? '-' : schema, name, owner].filter((word) => word !== '').join(' ');
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var engine_facts = __webpack_require__(31602);
// EXTERNAL MODULE: ./build/js/engine/postgres-selection.js
var postgres_selection = __webpack_require__(25217);
;// CONCATENATED MODULE: ./build/js/engine/postgres-sequence.js


/** The kind of objects by which facts name values of sequences: "public.orders_id_seq = 7". */
const sequenceValue = 'sequence value';
/**
 * The values that an archive sets, of the sequences of a scope. They are in no snapshot: what the archive says is the only
 * value that its restore can be held to exactly.
 */
function archivedValues(entries, sequences) {
    const names = new Map(sequences.map((sequence) => [String(sequence.oid), (0,postgres_facts/* tableName */.Cm)(sequence)]));
    const oids = new Map(entries.filter(({ kind }) => kind === 'SEQUENCE').map(({ id, oid }) => [id, oid]));
    const found = entries.flatMap(({ definition = '', dependsOn }) => {
        const [, value, called] = /, (-?\d+), (true|false)\);\s*$/.exec(definition) ?? [];
        const name = dependsOn.flatMap((id) => names.get(oids.get(id) ?? '') ?? [])[0];
        return name === undefined || value === undefined ? [] : [said(name, value, called === 'true')];
    });
    return found.sort();
}
/** The values that sequences have now. Throws where the user may not read one. */
async function currentValues(session, sequences) {
    const found = [];
    for (const some of (0,postgres_facts/* batchesOf */.cS)(sequences)) {
        const statements = some.map((sequence) => {
            return `select last_value || case when is_called then '' else '?' end from ${(0,postgres_session/* qualified */.LX)(sequence)};`;
        });
        const values = await session.lines(statements.join('\n'));
        some.forEach((sequence, index) => {
            const value = values[index] ?? '';
            found.push(said((0,postgres_facts/* tableName */.Cm)(sequence), value.replace('?', ''), !value.endsWith('?')));
        });
    }
    return found.sort();
}
function said(name, value, called) {
    return `${name} = ${value}${called ? '' : ', not used yet'}`;
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-dump.js
var postgres_dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var postgres_dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** The dump of one database: `dump.pgc` or `dump.tar`, then `globals.sql`; the facts are those of the same snapshot. */
function dumpPostgres(source, runtime, signal) {
    const versions = {};
    const warnings = new Set();
    let facts;
    const whole = () => {
        if (facts === undefined)
            throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
        return facts;
    };
    async function* parts() {
        facts = yield* dumpParts(source, runtime, signal, versions, warnings);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        facts: whole,
        findings: () => {
            whole();
            return [...warnings].map((message) => ({ level: 'warning', blame: 'source', message }));
        },
        versions: () => ({ ...versions }),
    };
}
async function* dumpParts(source, runtime, outer, versions, warnings) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,postgres_url/* connectionOf */.ao)(source);
        const mine = new AbortController();
        const signal = AbortSignal.any([outer, mine.signal]);
        const fail = (error) => mine.abort(error);
        // Ends after the session, which it would otherwise stop instead of closing it.
        const running = postgres_dump_addDisposableResource(env_1, new Running(mine, warnings)
        // In a container every program takes a while to start: asked meanwhile.
        , true);
        // In a container every program takes a while to start: asked meanwhile.
        const asked = askPgDump(runtime, signal);
        running.add(asked);
        const session = postgres_dump_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal), true);
        const { server } = await (0,postgres_facts/* serverFacts */.hk)(session);
        const { client, zstd } = await asked;
        (0,postgres_client/* mustMatch */.X3)('pg_dump', client, server.major, runtime);
        versions['pg_dump'] = client.text;
        await session.lines('begin isolation level repeatable read, read only');
        const [snapshot = ''] = await session.lines('select pg_catalog.pg_export_snapshot()');
        const scope = await (0,postgres_selection/* scopeOf */.Od)(source, session);
        const inExtensions = await (0,postgres_facts/* extensionTables */.nS)(session);
        for (const hidden of await (0,postgres_surrounding/* hiddenMappings */.Wx)(session, scope))
            warnings.add(hidden);
        // Counts while pg_dump works: the session would only wait. What breaks one breaks the other.
        const counting = (0,postgres_facts/* databaseFacts */.vS)(session, scope, []);
        counting.catch(fail);
        session.broken.catch(fail);
        // Of the database, whatever its applications are to read it in.
        const encoding = `--encoding=${server.settings['encoding'] ?? 'UTF8'}`;
        const flags = [encoding, ...dumpFlags(snapshot, zstd), ...(0,postgres_selection/* selectionFlags */.kN)(source, scope)];
        const archive = archiveReader();
        const compression = zstd ? 'none' : 'zstd';
        if (source.jobs > 1) {
            const command = directoryDump(flags, source.jobs, connection, runtime);
            const seen = (child) => tocInTar(watchedBody(child, endsAsTar('the directory of pg_dump')), archive);
            yield* part('dump.tar', compression, command, seen, running, runtime, signal);
        }
        else {
            const command = (0,postgres_url/* clientCommand */.vK)('pg_dump', ['--format=custom', ...flags], connection, runtime);
            yield* part('dump.pgc', compression, command, (child) => watchedBody(child, archive), running, runtime, signal);
        }
        const { facts, tables, unread, unplanned, sequences } = await counting;
        const entries = archive.entries() ?? [];
        mustHoldSomething(facts, connection);
        mustHoldAll(tables, entries, inExtensions);
        if (unread.length > 0)
            warnings.add(postgres_dump_unreadable(unread));
        if (unplanned.length > 0)
            warnings.add(needsHelp(unplanned));
        if (source.globals !== 'none') {
            const globals = globalsCommand(source, encoding, connection, runtime);
            const said = (child) => watchedBody(child, endsWith('PostgreSQL database cluster dump complete', 'pg_dumpall'));
            yield* part('globals.sql', 'zstd', globals, said, running, runtime, signal);
        }
        const values = archivedValues(entries, sequences);
        return values.length === 0 ? facts : { ...facts, objects: { ...facts.objects, [sequenceValue]: values } };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = postgres_dump_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const mostWarnings = 20;
/** Each with what it names and advises, which come on lines of their own. */
function warningsIn(stderr) {
    const found = [];
    let isOpen = false;
    for (const line of stderr.split('\n').map((one) => one.trim())) {
        if (/^(?:pg_\w+: warning: |WARNING: +)\S/.test(line))
            found.push(line);
        else if (isOpen && /^(?:pg_\w+: )?(?:detail|hint|DETAIL|HINT): +\S/.test(line)) {
            const more = line.replace(/^(?:pg_\w+: )?(?:detail|DETAIL|hint|HINT): +/, '');
            found.push(`${found.pop() ?? ''} ${more}`);
        }
        else {
            isOpen = false;
            continue;
        }
        isOpen = true;
    }
    return found;
}
/** The programs of a dump: leaving it early, for whatever reason, ends them. */
class Running {
    #controller;
    #ends = [];
    #warnings;
    constructor(controller, warnings) {
        this.#controller = controller;
        this.#warnings = warnings;
    }
    /** What a program that succeeded has said nevertheless: that it left something out, or does not trust something. */
    heard(stderr) {
        for (const warning of warningsIn(stderr))
            if (this.#warnings.size < mostWarnings)
                this.#warnings.add(warning);
    }
    /** `end` settles when a program has ended. */
    add(end) {
        end.catch(() => undefined);
        this.#ends.push(end);
    }
    async [Symbol.asyncDispose]() {
        this.#controller.abort(new problem/* Problem */.AF('cancelled', 'the dump was left before its end'));
        await Promise.allSettled(this.#ends);
    }
}
async function* part(name, compression, command, watched, running, runtime, signal) {
    const child = runtime.spawn(command, signal);
    running.add(child.ended);
    // Before whoever passes the error on as it is.
    child.stdout.once('error', (error) => body.destroy((0,postgres_session/* advised */.BZ)(error)));
    const body = watched(child);
    yield { name, compression, body };
    running.heard(await child.ended.catch(postgres_session/* withAdvice */.b5));
    await (0,promises_.finished)(body);
}
async function askPgDump(runtime, signal) {
    const client = await (0,postgres_client/* clientVersion */.Ov)('pg_dump', runtime, signal);
    return { client, zstd: await (0,postgres_client/* canZstd */.yX)(client, runtime, signal) };
}
function dumpFlags(snapshot, zstd) {
    // Never pg_dump's default, gzip: it is five times slower than zstd on the same data.
    const compress = zstd ? '--compress=zstd:3' : '--compress=0';
    return [`--snapshot=${snapshot}`, compress, '--lock-wait-timeout=60000', '--no-password'];
}
// The directory format cannot be streamed: it goes to a temporary directory where the program runs, removed whatever happens.
const viaDirectory = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
pg_dump "$@" --file="$directory/dump" >&2
tar -C "$directory/dump" -cf - .`;
function directoryDump(flags, jobs, connection, runtime) {
    const directory = `restorable-${(0,external_node_crypto_.randomUUID)()}`;
    const args = ['-c', viaDirectory, 'sh', directory, '--format=directory', `--jobs=${jobs}`, ...flags];
    return (0,postgres_url/* clientCommand */.vK)('sh', args, connection, runtime);
}
function globalsCommand(source, encoding, connection, runtime) {
    // Managed servers deny pg_authid, which holds the passwords.
    const passwords = source.globals === 'with-passwords' ? [] : ['--no-role-passwords'];
    const database = `--database=${(0,postgres_client/* databaseArgument */.Bh)(connection.database)}`;
    const args = ['--globals-only', encoding, ...passwords, database, '--no-password'];
    return (0,postgres_url/* clientCommand */.vK)('pg_dumpall', args, connection, runtime);
}
function postgres_dump_unreadable(tables) {
    const names = tables.slice(0, 5).map(postgres_facts/* tableName */.Cm).join(', ');
    return `unlogged tables have no rows on a standby, so the backup has none either: ${names}${tables.length > 5 ? ' ...' : ''}`;
}
function needsHelp(tables) {
    const names = tables.slice(0, 5).map(postgres_facts/* tableName */.Cm).join(', ');
    return `an index of ${names}${tables.length > 5 ? ' ...' : ''} calls a function that relies on search_path: the rows are in the backup, and were counted by copying them, but a restore cannot make that index until the function names its schemas`;
}
/** A backup of nothing would be proven by a restore of nothing. */
function mustHoldSomething(facts, connection) {
    if (!(0,engine_facts/* holdNothing */.x)(facts))
        return;
    throw new problem/* Problem */.AF('source-failed', `${(0,postgres_url/* placeOf */.$t)(connection)} holds nothing that is to be backed up`, {
        hint: 'Check that url names the right database, and what tables and schemas select.',
    });
}
/** The archive must hold the data of exactly the tables that were counted. */
function mustHoldAll(tables, entries, inExtensions) {
    // By oid: the archive's names are in the database's encoding, which need not be ours.
    const dumped = entries.filter((entry) => entry.kind === 'TABLE DATA');
    const held = new Set(dumped.map(({ oid }) => Number(oid)));
    const known = new Set([...tables, ...inExtensions].map(({ oid }) => oid));
    const missing = tables.filter(({ oid }) => !held.has(oid));
    const extra = dumped.filter(({ oid }) => !known.has(Number(oid)));
    const [first] = [...missing, ...extra];
    if (first === undefined)
        return;
    const what = missing.length > 0 ? `lacks ${missing.length} tables` : `holds ${extra.length} tables that were not counted`;
    throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ${what}, the first ${first.schema}.${first.name}`, {
        hint: problem/* remedy */.zL.dump,
    });
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-rehearse.js
var postgres_rehearse_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var postgres_rehearse_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





const inScope = ({ relations }) => relations === undefined
    ? `not ${(0,postgres_selection/* ofExtension */.l_)('pg_catalog.pg_class', 'c.oid')}`
    : `c.oid = any('{${relations.join(',')}}'::oid[])`;
const relationsThat = (condition) => (scope) => `
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  where ${condition} and ${inScope(scope)} order by 1`;
const obstacles = [
    {
        query: relationsThat(`c.relkind in ('r', 'S') and not (pg_catalog.has_schema_privilege(n.oid, 'usage')
      and case c.relkind when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select')
        else pg_catalog.has_table_privilege(c.oid, 'select') end)`),
        why: 'the role of its url may not read',
        hint: 'Let it read everything: grant pg_read_all_data to NAME.',
    },
    {
        query: relationsThat("c.relkind = 'r' and pg_catalog.row_security_active(c.oid)"),
        why: 'row security hides rows of',
        hint: 'Let the role of its url see all rows: alter role NAME bypassrls.',
    },
    {
        query: ({ whole }) => `
      select 'large object ' || l.oid as name from pg_catalog.pg_largeobject_metadata l where ${whole}
        and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
        and current_setting('lo_compat_privileges') = 'off' and not pg_catalog.pg_has_role(l.lomowner, 'usage')
        and not exists (select from pg_catalog.aclexplode(l.lomacl) a where a.privilege_type = 'SELECT'
          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'usage'))) order by 1`,
        why: 'the role of its url may not read',
        hint: postgres_session/* readsLargeObjects */.b8,
    },
];
/** Asks for all that a dump would read whether it may be read. Throws `source-failed` for what would stop it. */
async function rehearsePostgres(source, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,postgres_url/* connectionOf */.ao)(source);
        const session = postgres_rehearse_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal)
        // As a dump does, which would rather fail than miss rows.
        , true);
        // As a dump does, which would rather fail than miss rows.
        await session.lines("select set_config('row_security', 'on', false)");
        const scope = await (0,postgres_selection/* scopeOf */.Od)(source, session);
        for (const { query, why, hint } of obstacles) {
            const names = await namesOf(session, query(scope));
            if (names === '')
                continue;
            throw new problem/* Problem */.AF('source-failed', `a backup of ${(0,postgres_url/* placeOf */.$t)(connection)} would fail: ${why} ${names}`, { hint });
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = postgres_rehearse_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function namesOf(session, query) {
    const names = (await session.rows(query)).map(({ name }) => name);
    return `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}
const folders = '/usr/share/postgresql/*/extension /usr/share/pgsql/extension /usr/local/share/postgresql/extension';
/** The extensions of a database that an image lacks; none where it does not show which it has. */
async function lackingExtensions(server, image, signal) {
    const listed = await (0,runtime_runtime/* text */.Qq)(image, { program: 'sh', args: ['-c', `ls ${folders} 2>/dev/null || true`] }, signal);
    const has = new Set(listed.split('\n').flatMap((line) => /([^/]+)\.control$/.exec(line)?.[1] ?? []));
    if (!has.has('plpgsql'))
        return [];
    const wanted = (server.settings['extensions'] ?? '').split(', ').map((one) => one.split(' ')[0] ?? '');
    return wanted.filter((name) => name !== '' && !has.has(name));
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-sandbox.js


/** A server of the dump's major with its encoding, and the empty database in it. */
function postgresSandbox(server, image) {
    const password = (0,external_node_crypto_.randomBytes)(24).toString('hex');
    // The same first superuser as the source's: grants are made in its name.
    const user = server.settings['superuser'] ?? 'postgres';
    const database = server.settings['database'] ?? 'restored';
    const named = encodeURIComponent(database);
    const url = `postgres://${encodeURIComponent(user)}:${password}@127.0.0.1:5432/${named}?sslmode=disable`;
    const env = {
        POSTGRES_USER: user,
        POSTGRES_PASSWORD: password,
        POSTGRES_DB: database,
        POSTGRES_INITDB_ARGS: `--encoding=${encodingOf(server)} ${postgres_sandbox_locale(server)}`.trim(),
    };
    // An image's scheduler may not run the database's jobs while it is compared; a parameter that nobody knows does no harm.
    const quiet = ['cron.launch_active_jobs=off'];
    // Thrown away after the test: nothing needs to survive a crash.
    const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=4GB', 'autovacuum=off'];
    // Every table is counted in one transaction.
    const roomy = ['max_locks_per_transaction=1024'];
    return {
        spec: {
            image: image ?? `postgres:${server.major}`,
            env,
            args: ['postgres', ...[...fast, ...roomy, ...quiet].flatMap((setting) => ['-c', setting])],
            ready: {
                program: 'psql',
                args: ['-X', '-w', '-A', '-t', '-c', 'select 1'],
                // By TCP: the image's first server, which only initialises, listens on the socket alone.
                env: {
                    PGHOST: '127.0.0.1',
                    PGPORT: '5432',
                    PGUSER: user,
                    PGDATABASE: database,
                    PGPASSWORD: password,
                    PGSSLMODE: 'disable',
                },
                secrets: [password],
            },
            timeoutMs: 120_000,
        },
        target: { kind: 'database', url },
    };
}
/** Official images hand these arguments to a shell. */
function encodingOf({ settings }) {
    const { encoding = 'UTF8' } = settings;
    if (/^\w{1,40}$/.test(encoding))
        return encoding;
    throw new problem/* Problem */.AF('object-damaged', `the facts of the dump name an impossible encoding, ${JSON.stringify(encoding)}`, { hint: problem/* remedy */.zL.damaged });
}
/**
 * The image's own locale for UTF-8, unless the database sorts by code point, on which the bounds of partitions may rely;
 * other encodings go with every server only under C.
 */
function postgres_sandbox_locale({ settings }) {
    const { encoding = 'UTF8', provider = 'c', collate = '', locale: builtin = '' } = settings;
    const order = provider === 'b' ? builtin : provider === 'c' ? collate : '';
    if (encoding !== 'UTF8' || /^(C|POSIX)$/.test(order))
        return '--locale=C';
    return /^C\.UTF-?8$/i.test(order) ? '--locale=C.UTF-8' : '';
}

;// CONCATENATED MODULE: ./build/js/engine/postgres.js
var postgres_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var postgres_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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















/** PostgreSQL 15 to 18 by its own programs: pg_dump, pg_dumpall, pg_restore, psql. */
const postgres = {
    name: 'postgres',
    inspect: async (source, runtime, signal) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = postgres_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)((0,postgres_url/* connectionOf */.ao)(source), runtime, signal), true);
            return await (0,postgres_facts/* serverFacts */.hk)(session);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = postgres_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
    rehearse: rehearsePostgres,
    lacking: lackingExtensions,
    fit: async (server, runtime, signal) => (0,postgres_client/* mustMatch */.X3)('pg_dump', await (0,postgres_client/* clientVersion */.Ov)('pg_dump', runtime, signal), server.major, runtime),
    dump: dumpPostgres,
    restore: restorePostgres,
    facts: async (target, like, runtime, signal) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            // What a login calls would add rows that are not the dump's.
            const open = (like.objects['event trigger'] ?? []).length > 0 ? postgres_session/* openQuietly */.qQ : postgres_session/* openSession */.fA;
            const session = postgres_addDisposableResource(env_2, await open(targetConnection(target), runtime, signal), true);
            await session.lines('begin isolation level repeatable read, read only');
            // A server's first superuser is not noted as an owner; in another server the same name is an ordinary role.
            const first = like.server?.settings['superuser'];
            const { facts, sequences } = await (0,postgres_facts/* databaseFacts */.vS)(session, postgres_selection/* everything */.YT, first === undefined ? [] : [first]);
            if (like.objects[sequenceValue] === undefined)
                return (0,postgres_facts/* likeDumped */.$F)(facts, like);
            const objects = { ...facts.objects, [sequenceValue]: await currentValues(session, sequences) };
            return (0,postgres_facts/* likeDumped */.$F)({ ...facts, objects }, like);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = postgres_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    },
    contents: postgresContents,
    check: checkPostgres,
    sandbox: (server, image) => (server === undefined ? undefined : postgresSandbox(server, image)),
    isSource: (source, target) => target.kind === 'database' && (0,postgres_url/* sameDatabase */.KX)((0,postgres_url/* connectionOf */.ao)(source), targetConnection(target)),
    chosen: (dump, only) => chosenFacts(dump, dumpPart(dump), only),
    roles: async (dump) => rolesOf(await openGlobals(dump)),
    before: (target) => {
        if (target.kind !== 'database')
            return target;
        const url = new URL(target.url);
        url.pathname = `/${maintenance}`;
        return { kind: 'database', url: url.href };
    },
    image: (server) => `postgres:${server.major}`,
};


/***/ })

};
