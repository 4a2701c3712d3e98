export const id = 109;
export const ids = [109];
export const modules = {

/***/ 3948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ failed),
/* harmony export */   i: () => (/* binding */ unmet)
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
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that somebody selects. */
function shown(value) {
    if (value === '')
        return 'nothing';
    return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value;
}
/** The finding of an assertion that does not hold. */
function failed(name, because) {
    return { level: 'failure', blame: 'data', message: `assertion "${name}" does not hold: ${because}` };
}


/***/ }),

/***/ 9109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  postgres: () => (/* binding */ postgres)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime_runtime = __webpack_require__(669);
// EXTERNAL MODULE: ./build/js/engine/expect.js
var expect = __webpack_require__(3948);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/js/engine/postgres-archive.js

/**
 * Follows pg_dump's custom format (and the toc.dat of its directory format) as it streams by. The format has no mark at
 * its end, so this is how a whole one is known: the data of every entry that has data has come and ended.
 * Versions 1.14 to 1.16 (PostgreSQL 12 to 18): src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
 */
function archiveReader() {
    let entries;
    const seen = new Set();
    const reading = archive((found) => {
        entries = found;
    }, (id) => seen.add(id));
    let need = reading.next();
    let held = [];
    let heldBytes = 0;
    let skipped = 0;
    const feed = (chunk) => {
        let rest = chunk;
        while (need.done !== true && rest.length > 0) {
            if ('skip' in need.value) {
                const step = Math.min(need.value.skip - skipped, rest.length);
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
            need = reading.next(whole);
        }
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
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ends ${where}`);
}
function broken(what) {
    return new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has ${what}`);
}
function* archive(contents, data) {
    const head = yield { take: 11 };
    if (head.toString('latin1', 0, 5) !== 'PGDMP')
        throw new problem/* Problem */.AF('dump-incomplete', "pg_dump's output is not an archive");
    const [major = 0, minor = 0, , intBytes = 4, offsetBytes = 8, format = 0] = head.subarray(5);
    const version = major * 100 + minor;
    if (version < 114 || version > 199) {
        throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has the unknown version ${major}.${minor}`);
    }
    // readUIntLE reads no more than six bytes.
    if (intBytes < 1 || intBytes > 6 || offsetBytes > 16)
        throw broken(`numbers of ${intBytes} and ${offsetBytes} bytes`);
    const read = reader(intBytes);
    yield { take: version >= 115 ? 1 : 1 + intBytes };
    // When it was made (7 numbers), of which database, by which versions.
    for (let field = 0; field < 7; field++)
        yield* read.number();
    for (let field = 0; field < 3; field++)
        yield* read.pass();
    const count = yield* read.number();
    const entries = [];
    for (let index = 0; index < count; index++)
        entries.push(yield* entry(read, version, format, offsetBytes));
    contents(entries);
    if (format !== custom)
        return;
    yield* blocks(read, data);
}
const custom = 1;
function* entry(read, version, format, offsetBytes) {
    const id = yield* read.number();
    const hasData = (yield* read.number()) !== 0;
    yield* read.pass();
    const oid = yield* read.text();
    const name = yield* read.text();
    const kind = yield* read.text();
    yield* read.number();
    const definition = kind === 'SEQUENCE SET' ? yield* read.text() : yield* read.pass();
    // drop, copy
    for (let field = 0; field < 2; field++)
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
            throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive has an unknown block ${type}`);
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
function reader(intBytes) {
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
    return { number, text, pass };
}

// EXTERNAL MODULE: ./build/js/engine/postgres-client.js
var postgres_client = __webpack_require__(7884);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./build/js/engine/postgres-toc.js




const members = [
    { type: 'directory', name: /^\.\/?$/ },
    { type: 'file', name: /^(\.\/)?[\w.-]+$/ },
];
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
                throw new problem/* Problem */.AF('object-damaged', `dump.tar holds what no dump holds: ${JSON.stringify(name.slice(0, 200))}`);
            const wanted = /^(\.\/)?toc\.dat$/.test(name);
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
    throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`);
}
const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA'];
// What belongs to a relation and is nothing without it. A sequence that depends on a table is that of a serial or an
// identity column: without it the column makes no more numbers.
const belongings = [
    'SEQUENCE',
    ...['CONSTRAINT', 'CHECK CONSTRAINT', 'INDEX', 'INDEX ATTACH', 'TRIGGER', 'RULE', 'DEFAULT', 'SEQUENCE OWNED BY'],
    ...['SEQUENCE SET', 'POLICY', 'ROW SECURITY', 'STATISTICS', 'COMMENT', 'ACL', 'SECURITY LABEL'],
];
/**
 * The ids of what a restore of only these tables needs: they and their partitions, their data, indexes, constraints and
 * triggers, and what those depend on (types, functions, sequences, schemas). A foreign key to a table that is left out
 * is left out too. In a pattern `*` and `?` are wild; without a dot it means the table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
function idsOfOnly(entries, patterns) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const dependencies = (entry) => entry.dependsOn.flatMap((id) => byId.get(id) ?? []);
    // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
    const relationsOf = (entry, ways = 3) => dependencies(entry).flatMap((other) => {
        if (relations.includes(other.kind))
            return [other];
        return ways > 0 && (other.kind === 'CONSTRAINT' || other.kind === 'INDEX') ? relationsOf(other, ways - 1) : [];
    });
    const wanted = wantedBy(entries, patterns);
    // Partitions have partitions, and come in no order that would help.
    for (let size = -1; size !== wanted.size;) {
        size = wanted.size;
        for (const entry of entries) {
            const [parent, child] = entry.kind === 'TABLE ATTACH' ? attached(entry, relationsOf(entry)) : [];
            if (parent !== undefined && child !== undefined && wanted.has(parent))
                wanted.add(child);
        }
    }
    const chosen = new Set(wanted);
    const belongs = (entry) => {
        const related = relationsOf(entry);
        if (data.includes(entry.kind))
            return related.some((other) => wanted.has(other));
        if (entry.kind === 'FK CONSTRAINT')
            return related.length > 0 && related.every((other) => wanted.has(other));
        if (entry.kind === 'TABLE ATTACH')
            return related.every((other) => chosen.has(other));
        return belongings.includes(entry.kind) && related.some((other) => chosen.has(other));
    };
    for (let size = -1; size !== chosen.size;) {
        size = chosen.size;
        for (const entry of entries)
            if (belongs(entry))
                chosen.add(entry);
        // A set may grow while it is walked: what is added is visited too.
        for (const entry of chosen)
            for (const needed of dependencies(entry))
                chosen.add(needed);
    }
    const schemas = new Set([...chosen].map((entry) => entry.schema));
    const inSchemas = entries.filter((entry) => entry.kind === 'SCHEMA' && schemas.has(entry.name));
    for (const entry of inSchemas)
        chosen.add(entry);
    return entries.filter((entry) => chosen.has(entry)).map((entry) => entry.id);
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
        const expression = expressionOf(pattern);
        const found = entries.filter(({ kind, schema, name }) => relations.includes(kind) &&
            (expression.test(`${schema}.${name}`) || (!pattern.includes('.') && expression.test(name))));
        if (found.length === 0) {
            throw new problem/* Problem */.AF('usage', `the backup has no table ${pattern}`, {
                hint: 'Name tables as schema.table or table; * and ? are wild.',
            });
        }
        for (const entry of found)
            wanted.add(entry);
    }
    return wanted;
}
function expressionOf(pattern) {
    const source = pattern.replaceAll('"', '').replace(/[\\^$.*+?()[\]{}|]/g, (char) => {
        if (char === '*')
            return '.*';
        return char === '?' ? '.' : `\\${char}`;
    });
    return new RegExp(`^${source}$`, 's');
}

// EXTERNAL MODULE: ./build/js/engine/postgres-url.js
var postgres_url = __webpack_require__(5618);
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
        inTarget: 'Create the role in the target first (create role ...), then restore again.',
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
/** pg_restore's errors in a text of stderr, one per failed statement. */
function restoreErrors(stderr) {
    const errors = stderr.split('\n').flatMap((line) => {
        const [, said] = /(?:pg_restore: (?:\[\w+\] )?error: |^psql:.*?: )(.*)/.exec(line) ?? [];
        return said === undefined
            ? []
            : [
                said
                    .replace(/^could not execute query: /, '')
                    .replace(/^ERROR: +/, '')
                    .trim(),
            ];
    });
    return errors.filter((said) => said !== '');
}
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
 * What to make of a failed restore. In a sandbox, errors that are all the environment's (an extension that the image
 * lacks, a role) are findings, and the rest of the restore counts. Everything else throws: `sandbox-failed` where
 * nothing was said against the backup. `selected`: it is one of some tables and schemas.
 */
function explainRestore(error, connection, options, selected = false) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure === undefined || !(0,problem/* isProblem */.AN)(error, 'tool-failed'))
        throw error;
    const unfit = unfitProgram(error);
    if (unfit !== undefined)
        throw unfit;
    const sandboxed = options.sandboxed === true;
    const all = restoreErrors(failure.stderr);
    const errors = all.filter((said) => !harmless.some((pattern) => pattern.test(said)));
    const lacksSomething = errors.some((said) => lacksFile.test(said) || /extension ".*" is not available/.test(said));
    const findings = errors.map((said) => environmentFinding(said, sandboxed) ?? (lacksSomething ? consequence(said) : undefined));
    const onlyEnvironment = findings.every((finding) => finding !== undefined);
    // Of very many errors only the last are kept: one that is not seen is not excused.
    const counted = Number(/errors ignored on restore: (\d+)/.exec(failure.stderr)?.[1] ?? Number.POSITIVE_INFINITY);
    if (sandboxed && onlyEnvironment && all.length >= counted) {
        return findings.filter((finding) => finding !== undefined);
    }
    const kept = sandboxed ? '' : '; nothing was restored';
    const worst = errors[findings.indexOf(undefined)] ?? errors[0];
    const lacks = selected && worst !== undefined && / does not exist( for|$)/.test(worst);
    const hint = findings.find((finding) => finding?.hint !== undefined)?.hint ?? (lacks ? wider : undefined);
    // Stopped by something else (memory, docker), or by what is missing here.
    const excused = sandboxed && onlyEnvironment && !Number.isFinite(counted);
    throw new problem/* Problem */.AF(excused ? 'sandbox-failed' : 'restore-failed', `the restore into ${(0,postgres_url/* placeOf */.$t)(connection)} failed: ${worst ?? error.message}${kept}`, {
        cause: error,
        ...(hint === undefined ? {} : { hint }),
    });
}
const wider = 'The backup is of some tables and schemas only, and this one needs what they leave out: create that in the target first, or name with --only what needs less; and take it along in tables or schemas of the policy.';
/** What fails because something is not there: an extension's types, functions and operators, a dictionary. */
function consequence(said) {
    if (!/ does not exist( for|$)/.test(said))
        return undefined;
    return { level: 'failure', blame: 'env', message: said };
}
function environmentFinding(said, sandboxed) {
    const match = environment.find(({ said: pattern }) => pattern.test(said));
    if (match === undefined)
        return undefined;
    return { level: 'failure', blame: 'env', message: said, hint: sandboxed ? match.hint : match.inTarget };
}

// EXTERNAL MODULE: ./build/js/engine/postgres-session.js
var postgres_session = __webpack_require__(6563);
// EXTERNAL MODULE: ./build/js/engine/postgres-surrounding.js
var postgres_surrounding = __webpack_require__(6569);
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
 * Runs `globals.sql` in a sandbox. Roles that exist already are fine, and tablespaces have no place there; other errors
 * are findings about the environment.
 */
async function restoreGlobals(globals, connection, runtime, signal) {
    const psql = await (0,postgres_client/* clientVersion */.Ov)('psql', runtime, signal);
    const command = (0,postgres_url/* clientCommand */.vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
    const body = knowsRestrict(psql) ? globals : withoutRestrict(globals);
    const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, body, signal);
    const errors = stderr.split('\n').filter((line) => /(ERROR|error): /.test(line));
    const real = errors.filter((line) => !/role ".*" already exists|(?:directory|tablespace) ".*" does not exist/.test(line));
    return real.slice(0, 20).map((message) => ({ level: 'warning', blame: 'env', message: `roles: ${message}` }));
}
// The first minor release of each major whose psql knows \\restrict, which pg_dumpall writes since then.
const restrictSince = { 13: 22, 14: 19, 15: 14, 16: 10, 17: 6 };
function knowsRestrict(psql) {
    return psql.major >= 18 || psql.minor >= (restrictSince[psql.major] ?? Number.POSITIVE_INFINITY);
}
function withoutRestrict(globals) {
    async function* lines() {
        let rest = '';
        for await (const chunk of globals.setEncoding('utf8')) {
            const whole = (rest + chunk).split('\n');
            rest = whole.pop() ?? '';
            for (const line of whole)
                if (!/^\\(un)?restrict /.test(line))
                    yield `${line}\n`;
        }
        yield rest;
    }
    return external_node_stream_.Readable.from(lines());
}

;// CONCATENATED MODULE: ./build/js/engine/postgres-restore.js
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














/** Restores `dump.pgc` or `dump.tar`. A target outside a sandbox gets all of it or nothing. */
async function restorePostgres(dump, into, runtime, options) {
    const connection = targetConnection(into);
    const { signal } = options;
    const findings = [];
    const roles = [];
    const tablespaces = [];
    let schemas;
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await openTarget(connection, runtime, signal), true);
            await mustBeEmpty(session, connection, options);
            if (options.sandboxed === true) {
                if (dump.parts.includes('globals.sql')) {
                    findings.push(...(await restoreGlobals(await dump.open('globals.sql'), connection, runtime, signal)));
                }
                await keepAccess(session, connection);
                findings.push(...(await createRoles(session, dump.facts, dump.parts.includes('globals.sql'))));
            }
            else
                roles.push(...(await missingRoles(session, dump)));
            tablespaces.push(...(await (0,postgres_surrounding/* missingTablespaces */.Ol)(session, dump.facts)));
            schemas = await createSchemas(session, dump.facts);
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
    if (roles.length > 0) {
        const message = `owners and privileges were left out: the target lacks the roles ${roles.slice(0, 5).join(', ')}`;
        const hint = 'Create the roles first (the part globals.sql has them) to restore owners and privileges too.';
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
        findings.push(...(await restoreData(dump, connection, runtime, options, flags)));
    }
    catch (error) {
        await dropSchemas(schemas, connection, runtime).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    if (options.only.length > 0)
        return findings;
    return [...findings, ...(await (0,postgres_surrounding/* restoreParameters */.zr)(dump.facts, connection, runtime, signal))];
}
/** Takes away what was made for a restore that failed: a target that holds a schema would be refused next time. */
async function dropSchemas(schemas, connection, runtime) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        if (schemas.length === 0)
            return;
        const session = __addDisposableResource(env_2, await (0,postgres_session/* openSession */.fA)(connection, runtime, AbortSignal.timeout(30_000)), true);
        for (const schema of schemas)
            await session.lines(`drop schema ${schema}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Throws `target-refused` for a target that is no database, `policy-invalid` for a URL that does not read. */
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
            hint: `Create it first: createdb ${connection.database}.`,
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
async function restoreData(dump, connection, runtime, options, more) {
    const flags = [
        '--no-password',
        `--dbname=${(0,postgres_client/* databaseArgument */.Bh)(connection.database)}`,
        ...more,
        ...(options.overwrite ? ['--clean', '--if-exists'] : []),
    ];
    // All or nothing, except in a sandbox, where going on finds every error at once.
    const whole = options.sandboxed === true ? [] : ['--single-transaction'];
    const part = dumpPart(dump);
    const only = await idsToRestore(dump, part, options.only);
    const list = Buffer.from(only.map((id) => `${id};\n`).join(''));
    const command = restoreCommand(part, [...flags, ...whole], list.length, connection, runtime);
    try {
        const opened = await dump.open(part);
        const body = part === 'dump.tar' ? tocInTar(opened, archiveReader()) : opened;
        const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, preceded(list, body), options.signal);
        return restoreFindings(stderr);
    }
    catch (error) {
        const selected = dump.facts.server?.settings['selected'] === 'true';
        return explainRestore(error, connection, options, selected);
    }
}
/** Empty where everything is to be restored. */
async function idsToRestore(dump, part, only) {
    const selected = dump.facts.server?.settings['selected'] === 'true';
    if (only.length === 0 && !selected)
        return [];
    const entries = await entriesOf(dump, part);
    const wanted = only.length === 0 ? entries.map(({ id }) => id) : idsOfOnly(entries, only);
    if (!selected)
        return wanted;
    const possible = new Set(idsThatCanBe(entries, (0,postgres_surrounding/* parseSurrounding */.WL)(dump.facts).dangling));
    return wanted.length === entries.length && possible.size === entries.length
        ? []
        : wanted.filter((id) => possible.has(id));
}
/** The name of the part that has the database. Throws `object-missing`. */
function dumpPart(dump) {
    const found = ['dump.pgc', 'dump.tar'].find((part) => dump.parts.includes(part));
    if (found === undefined)
        throw new problem/* Problem */.AF('object-missing', 'the backup has no part dump.pgc or dump.tar');
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
            return checkTables(assertion.tables, assertion.name, target, runtime, signal);
        case 'files':
            throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" asks for files of a database`, {
                hint: 'Use tables: [...] or sql: "...".',
            });
    }
}
// What no value is expected to have in it (the unit separator of ASCII).
const between = '\u001f';
async function checkSql(assertion, target, runtime, signal) {
    const sql = assertion.sql.trim();
    // psql takes a leading backslash for a command of its own, such as a shell; anywhere else in -c it goes to the server.
    if (sql.startsWith('\\')) {
        throw new problem/* Problem */.AF('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' });
    }
    const connection = targetConnection(target);
    const args = ['-X', '-q', '-A', '-t', '-w', '-F', between, '-v', 'ON_ERROR_STOP=1', '-c', sql];
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
            return (0,expect/* failed */.g)(assertion.name, error.message);
        // 1: the server refuses the statement. Anything else says nothing about the backup: 2 is a connection that was lost.
        if (failure?.exitCode !== 1)
            throw error;
        return (0,expect/* failed */.g)(assertion.name, `the server says ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr)}`);
    }
    const [value] = output.split('\n');
    if (output === '' || value === undefined)
        return (0,expect/* failed */.g)(assertion.name, 'it gave no row');
    const because = (0,expect/* unmet */.i)(value.split(between, 1)[0] ?? '', assertion.expect);
    return because === undefined ? undefined : (0,expect/* failed */.g)(assertion.name, because);
}
async function checkTables(wanted, name, target, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = postgres_check_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(targetConnection(target), runtime, signal), true);
        const found = await session.rows(`
    select n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r','p','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
        const names = new Set(found.flatMap((table) => [table.name, `${table.schema}.${table.name}`]));
        const missing = wanted.filter((table) => !names.has(table) && !names.has(table.replaceAll('"', '')));
        return missing.length === 0 ? undefined : (0,expect/* failed */.g)(name, `there is no table ${missing.join(', ')}`);
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
                throw new problem/* Problem */.AF('dump-incomplete', `${what} ended without saying that it is complete`);
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
                throw new problem/* Problem */.AF('dump-incomplete', `${what} ended without the end of a tar archive`);
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
        throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`);
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
    return new problem/* Problem */.AF('object-damaged', `${part} does not read: ${error.message}`, { cause: error });
}
function line({ kind, schema, name, owner }) {
    return [kind, schema === '' ? '-' : schema, name, owner].filter((word) => word !== '').join(' ');
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var engine_facts = __webpack_require__(1602);
// EXTERNAL MODULE: ./build/js/engine/postgres-facts.js
var postgres_facts = __webpack_require__(3580);
// EXTERNAL MODULE: ./build/js/engine/postgres-selection.js
var postgres_selection = __webpack_require__(5217);
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
            throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`);
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
        const { facts, tables, unread, sequences } = await counting;
        const entries = archive.entries() ?? [];
        mustHoldSomething(facts, connection);
        mustHoldAll(tables, entries, inExtensions);
        if (unread.length > 0)
            warnings.add(postgres_dump_unreadable(unread));
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
        const said = stderr.split('\n').flatMap((line) => /^(?:pg_\w+: warning: |WARNING: +)\S.*/.exec(line) ?? []);
        for (const line of said)
            if (this.#warnings.size < mostWarnings)
                this.#warnings.add(line.trim());
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
    const body = watched(child);
    yield { name, compression, body };
    running.heard(await child.ended);
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
    return `a standby has no rows of unlogged tables, and so has the backup: ${names}${tables.length > 5 ? ' ...' : ''}`;
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
    throw new problem/* Problem */.AF('dump-incomplete', `pg_dump's archive ${what}, the first ${first.schema}.${first.name}`);
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
        POSTGRES_INITDB_ARGS: `--encoding=${encodingOf(server)} ${locale(server)}`.trim(),
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
    throw new problem/* Problem */.AF('object-damaged', `the facts of the dump name an impossible encoding, ${JSON.stringify(encoding)}`);
}
/**
 * The image's own locale for UTF-8, unless the database sorts by code point, on which the bounds of partitions may rely;
 * other encodings go with every server only under C.
 */
function locale({ settings }) {
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
    fit: async (server, runtime, signal) => (0,postgres_client/* mustMatch */.X3)('pg_dump', await (0,postgres_client/* clientVersion */.Ov)('pg_dump', runtime, signal), server.major, runtime),
    dump: dumpPostgres,
    restore: restorePostgres,
    facts: async (target, like, runtime, signal) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = postgres_addDisposableResource(env_2, await (0,postgres_session/* openSession */.fA)(targetConnection(target), runtime, signal), true);
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
    image: (server) => `postgres:${server.major}`,
};


/***/ })

};
