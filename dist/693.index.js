export const id = 693;
export const ids = [693];
export const modules = {

/***/ 69953:
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

/***/ 51693:
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
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/js/engine/postgres/body.js



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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/engine/postgres/archive/archive.js
var archive_archive = __webpack_require__(79810);
// EXTERNAL MODULE: ./build/js/engine/postgres/archive/only.js
var archive_only = __webpack_require__(51344);
// EXTERNAL MODULE: ./build/js/engine/postgres/facts.js
var postgres_facts = __webpack_require__(64278);
;// CONCATENATED MODULE: ./build/js/engine/postgres/archive/reading.js


/*
 * An exit code of 0 is no proof that an archive was read. What pg_restore makes of one is SQL: it has the rows of each table
 * between two lines, and ends with a mark. Only the lines that matter are looked at, with their numbers, which grep gives at
 * the speed of the disk: the rows themselves never leave the place where the program runs.
 */
const marks = [
    '^-- Data for Name: ',
    ' FROM stdin;$',
    '^\\\\\\.$',
    '^SELECT pg_catalog\\.lo_open(',
    '^-- PostgreSQL database dump complete$',
];
/** A shell's function: what pg_restore with these arguments writes, as numbered lines; its exit code is that of pg_restore. */
const readingInShell = `reading() {
  exec 3>&1
  code=$({ { status=0; pg_restore --file=- "$@" || status=$?; echo "$status" >&4; } |
    { LC_ALL=C grep -n ${marks.map((mark) => `-e '${mark}'`).join(' ')} || test $? -eq 1; } >&3; } 4>&1 3>&3)
  return "$code"
}
`;
const longest = 4096;
/** Listens to numbered lines. A row that looks like a mark stands between the marks of its table, and is passed over there. */
function reader() {
    const rows = [];
    let largeObjects = 0;
    let isComplete = false;
    let state = 'outside';
    let rest = '';
    const take = (numbered) => {
        const [, number = '', line = ''] = /^(\d+):(.*)$/s.exec(numbered) ?? [];
        if (typeof state === 'object') {
            if (line !== '\\.')
                return;
            rows.push(Number(number) - state.from - 1);
            state = 'outside';
        }
        else if (/^-- Data for Name: .*; Type: TABLE DATA; /.test(line))
            state = 'announced';
        else if (state === 'announced' && line.endsWith(' FROM stdin;'))
            state = { from: Number(number) };
        else if (line.startsWith('SELECT pg_catalog.lo_open('))
            largeObjects++;
        else if (line === '-- PostgreSQL database dump complete')
            isComplete = true;
    };
    return {
        push: (chunk) => {
            const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
            rest = lines.pop() ?? '';
            // A row may be long: where it begins and ends is enough.
            if (rest.length > 2 * longest)
                rest = rest.slice(0, longest) + rest.slice(-longest);
            lines.forEach(take);
        },
        reading: () => ({ rows, largeObjects, isComplete: isComplete && state === 'outside' }),
    };
}
/**
 * Why a reading is not one of the whole archive: `tool-failed` where pg_restore left out what is in it, `object-damaged` where
 * the rows are not those that were counted when it was made. `entries`: the archive's own. Pure.
 */
function unlike({ rows, largeObjects, isComplete }, entries, facts, where) {
    const tables = entries.filter(({ kind, hasData }) => kind === 'TABLE DATA' && hasData);
    const said = !isComplete
        ? 'did not say that it had read all of it'
        : rows.length !== tables.length
            ? `gave the rows of ${rows.length} tables, and the archive has those of ${tables.length}`
            : undefined;
    if (said !== undefined)
        return new problem/* Problem */.AF('tool-failed', `pg_restore in ${where} ended without an error, but ${said}`, {
            hint: problem/* remedy */.zL.program,
        });
    const counted = tables.map((entry, index) => [(0,postgres_facts/* tableName */.Cm)(entry), rows[index] ?? 0]);
    // The archive's names are in the database's encoding, and the configuration of an extension was not counted.
    const known = [...counted, ['large objects', largeObjects]].flatMap(([name, found]) => {
        const wanted = Object.hasOwn(facts.rows, name) ? facts.rows[name] : undefined;
        return wanted === undefined ? [] : [{ name, found, wanted }];
    });
    const wrong = known.filter(({ found, wanted }) => found !== wanted);
    const [first] = wrong;
    if (first === undefined)
        return undefined;
    const more = wrong.length > 1 ? `, and ${wrong.length - 1} more differ` : '';
    const message = `${first.name} has ${first.found} rows in the dump, as pg_restore in ${where} reads it, and ${first.wanted} were counted when it was made${more}`;
    return new problem/* Problem */.AF('object-damaged', message, {
        hint: 'Either the dump or the program is wrong: `backproof verify --level restore` compares the rows that a server has.',
    });
}

// EXTERNAL MODULE: ./build/js/engine/postgres/archive/toc.js
var toc = __webpack_require__(84162);
// EXTERNAL MODULE: ./build/js/engine/postgres/client.js
var postgres_client = __webpack_require__(62454);
// EXTERNAL MODULE: ./build/js/engine/postgres/connection.js
var postgres_connection = __webpack_require__(45917);
// EXTERNAL MODULE: ./build/js/engine/postgres/session.js
var postgres_session = __webpack_require__(74205);
;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/create.js
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
/**
 * Makes the target's database as the dumped one was, unless it is there; a finding says so. `before` may refuse: it is asked
 * on the server, while nothing is made.
 */
async function createDatabase(connection, server, before, runtime, signal) {
    const settings = server?.settings ?? {};
    const encoding = settings['encoding'] === undefined ? '' : `encoding ${(0,postgres_session/* literal */.eu)(settings['encoding'])}`;
    const statement = `create database ${(0,postgres_session/* identifier */.Cv)(connection.database)} template template0 ${encoding}`;
    const made = (message) => [{ level: 'note', blame: 'env', message }];
    const opened = () => (0,postgres_session/* openSession */.fA)({ ...connection, database: maintenance }, runtime, signal);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await opened(), true);
            const known = await session.rows(`select from pg_catalog.pg_database where datname = ${(0,postgres_session/* literal */.eu)(connection.database)}`);
            if (known.length > 0)
                return [];
            await before(session);
            await session.lines(`${statement} ${locale(settings)};`);
            return made(`made the database ${connection.database}`);
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
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            // Locales are files of the server's machine, and another has others.
            if (!(0,problem/* isProblem */.AN)(error, 'tool-failed') || !/locale|collat/i.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
                throw error;
            const session = __addDisposableResource(env_2, await opened(), true);
            await session.lines(`${statement};`);
            return made(`made the database ${connection.database} with the server's own locale: it lacks ${settings['collate']}`);
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
;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/drop.js







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
        return archive_only/* relations */.K1.includes(entry.kind) || entry.kind === 'FK CONSTRAINT';
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
    const archive = (0,archive_archive/* archiveReader */.A)({ pass: (bytes) => found.push(bytes), isDropped: (id) => ids.has(id) });
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
                if (toc/* tocName */.e.test(name)) {
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

// EXTERNAL MODULE: ./build/js/engine/postgres/restore/lock.js
var lock = __webpack_require__(6065);
;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/outcome.js
var outcome_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var outcome_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/* What a restore that was ended, or failed, leaves behind: whoever reads that must know what the target is now. */
/** Other words once anything was made or dropped. */
async function traceOf(session) {
    const [trace = ''] = await session.lines(`select pg_catalog.concat_ws(' ', (select count(*) from pg_catalog.pg_class),
    (select max(oid) from pg_catalog.pg_class), (select max(oid) from pg_catalog.pg_proc), (select max(oid) from pg_catalog.pg_type),
    (select max(oid) from pg_catalog.pg_largeobject_metadata), (select max(oid) from pg_catalog.pg_namespace))`);
    return trace;
}
// Whoever has ended a restore waits: a server that does not answer is not asked for long.
const lookMs = 2500;
/** A connection under a name of its own, by which it is found on the server once its program is gone. */
function named(connection) {
    const { PGAPPNAME: own = 'backproof' } = connection.parameters;
    return {
        ...connection,
        parameters: { ...connection.parameters, PGAPPNAME: `${own.slice(0, 40)} ${(0,external_node_crypto_.randomUUID)().slice(0, 13)}` },
    };
}
/** The same Problem, with what the target is now, where that was ended by its signal or had its database made. */
async function withOutcome(error, { connection, trace, made }, runtime, { signal, sandboxed = false, keepGoing = false, roles = false }) {
    if (!(0,problem/* isProblem */.AN)(error) || sandboxed || !(signal.aborted || made === 'made'))
        return error;
    const now = trace === undefined ? undefined : await look(connection, runtime);
    const state = now === trace
        ? 'nothing was restored'
        : now === undefined
            ? 'whether something was restored is unknown, because the server does not say: look into it before you use it'
            : keepGoing
                ? 'it holds what was restored until then'
                : 'it has changed meanwhile: look into it before you use it';
    const database = {
        not: '',
        perhaps: `the database ${connection.database} may have been made; `,
        made: `the database ${connection.database} was made; `,
    }[made];
    const stay = roles && trace !== undefined ? '; roles that were made stay' : '';
    const message = error.message.replace(/; nothing was restored$/, '');
    const again = made === 'not'
        ? []
        : [`Run it again, which takes the database if it is empty; or drop it: dropdb ${connection.database}.`];
    const hint = [...(error.hint === undefined ? [] : [error.hint]), ...again].join(' ');
    return new problem/* Problem */.AF(error.code, `${message}; ${database}${state}: ${(0,postgres_connection/* placeOf */.$t)(connection)}${stay}`, {
        ...(hint === '' ? {} : { hint }),
        cause: error.cause ?? error,
    });
}
/**
 * What is there once nothing restores any more: a server goes on with a statement whose program is gone, an index for hours,
 * and holds its locks meanwhile.
 */
async function look(connection, runtime) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { PGAPPNAME: name = '', ...parameters } = connection.parameters;
            const session = outcome_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)({ ...connection, parameters }, runtime, AbortSignal.timeout(lookMs)), true);
            const ended = await session.lines(`select pg_catalog.pg_terminate_backend(pid, 1000) from pg_catalog.pg_stat_activity
      where application_name = ${(0,postgres_session/* literal */.eu)(name)} and pid <> pg_catalog.pg_backend_pid()`);
            return ended.includes('f') ? undefined : await traceOf(session);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = outcome_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error))
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/js/engine/postgres/restore/prerequisites.js
var prerequisites = __webpack_require__(73083);
;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/refusal.js
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
const refusal_name = String.raw `((?:"(?:[^"]|"")*"|[^\s"(.;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s"(.;]+))*)`;
const added = new RegExp(String.raw `^ALTER TABLE (?:ONLY )?${refusal_name}\s+ADD CONSTRAINT ${refusal_name}`);
const made = new RegExp(`^(?:CREATE|REFRESH|ALTER) (?:OR REPLACE )?(?:UNIQUE |UNLOGGED |CONSTRAINT )?((?:[A-Z]+ )+?)(?:IF (?:NOT )?EXISTS |ONLY )*${refusal_name}`);
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/restore-error.js





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
    const rest = sandboxed
        ? ' restore --keep-going restores the rest of this one.'
        : options.keepGoing === true
            ? ''
            : ' --keep-going restores the rest.';
    const dragged = wouldGoToo(failure.stderr);
    if (options.overwrite && dragged.length > 0) {
        const named = (0,words/* namesSome */.Tc)(dragged, 20);
        const message = `replacing it in ${(0,postgres_connection/* placeOf */.$t)(connection)} would also drop what nobody named: ${named}; nothing was restored`;
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
        const said = findings.map((finding, index) => finding ?? sourceFinding(errors[index], rest, order));
        return [...said, ...unseen(Number(ignored) - all.length, said)];
    }
    const kept = sandboxed || options.keepGoing === true ? '' : '; nothing was restored';
    const worst = errors.find(({ byServer }, index) => !byServer && !findings[index]) ??
        errors[findings.indexOf(undefined)] ??
        errors[0];
    const lacks = selected && worst !== undefined && / does not exist( for|$)/.test(worst.said);
    const advice = worst?.byServer === true && findings.includes(undefined) ? sourceFinding(worst, rest, order).hint : undefined;
    const hint = findings.find((finding) => finding?.hint !== undefined)?.hint ?? (lacks ? wider : advice);
    // Stopped by something else (memory, docker), or by what is missing here: neither is a word against the archive.
    const excused = sandboxed && ignored === undefined && errors.every(({ byServer }, index) => byServer || findings[index]);
    const at = worst?.thing === undefined ? '' : ` at ${worst.thing.kind} ${worst.thing.name}`;
    const within = worst === undefined ? '' : withinOf(worst);
    throw new problem/* Problem */.AF(excused ? 'sandbox-failed' : 'restore-failed', `the restore into ${(0,postgres_connection/* placeOf */.$t)(connection)} failed${at}: ${worst?.said ?? error.message}${within}${kept}`, {
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
/** `rest`: how the rest of the backup is restored, where it was not. */
function sourceFinding(error, rest, order) {
    const { said, thing } = error ?? { said: 'a statement', thing: undefined };
    const message = `the source has what pg_restore cannot load: ${thing === undefined ? '' : `${thing.kind} ${thing.name}: `}${said}${error === undefined ? '' : withinOf(error)}`;
    const hint = error && earlyHint(error, order);
    if (hint !== undefined)
        return { level: 'failure', blame: 'source', message, hint: `${hint}${rest}`, ...aboutOf(thing) };
    const what = error?.inFunction !== undefined && searchesNothing.test(said)
        ? unqualified(error.inFunction)
        : (inSource.find(([words]) => words.test(said))?.[1] ??
            'Change this in the source so that an empty database takes it');
    return {
        level: 'failure',
        blame: 'source',
        message,
        hint: `${what}; later backups then restore by themselves.${rest}`,
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/globals-text.js
/* The statements of roles as text, and as SQL that a person may print and run. */
// A server's encodings, as the Encoding Standard names them. LATIN1 is bytes as they are.
const labels = {
    ...{ UTF8: 'utf-8', SQL_ASCII: 'utf-8', LATIN2: 'iso-8859-2', LATIN3: 'iso-8859-3', LATIN4: 'iso-8859-4' },
    ...{ LATIN5: 'iso-8859-9', LATIN6: 'iso-8859-10', LATIN7: 'iso-8859-13', LATIN8: 'iso-8859-14' },
    ...{ LATIN9: 'iso-8859-15', ISO_8859_5: 'iso-8859-5', ISO_8859_6: 'iso-8859-6', ISO_8859_7: 'iso-8859-7' },
    ...{ ISO_8859_8: 'iso-8859-8', WIN1250: 'windows-1250', WIN1251: 'windows-1251', WIN1252: 'windows-1252' },
    ...{ WIN1253: 'windows-1253', WIN1254: 'windows-1254', WIN1255: 'windows-1255', WIN1256: 'windows-1256' },
    ...{ WIN1257: 'windows-1257', WIN1258: 'windows-1258', WIN866: 'ibm866', WIN874: 'windows-874' },
    ...{ KOI8R: 'koi8-r', KOI8U: 'koi8-u', EUC_JP: 'euc-jp', EUC_KR: 'euc-kr', EUC_CN: 'gb2312' },
};
// What a server may have besides: never told from bytes here. In an encoding that is none of a server's, as SJIS, a byte of a
// name could swallow the quote behind it.
const alsoOfServers = new Set(['EUC_TW', 'EUC_JIS_2004', 'MULE_INTERNAL', 'LATIN10']);
/**
 * The same in UTF-8, from the bytes of its encoding; as it is where those cannot be told. undefined: no server has such an
 * encoding.
 */
function inUtf8(globals) {
    const { encoding, statements, refused } = globals;
    if (encoding === 'LATIN1')
        return { ...globals, encoding: 'UTF8' };
    const label = Object.hasOwn(labels, encoding) ? labels[encoding] : undefined;
    if (label === undefined)
        return alsoOfServers.has(encoding) ? globals : undefined;
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    const decode = (text) => decoder.decode(Buffer.from(text, 'latin1'));
    try {
        const decoded = statements.map(({ sql, roles }) => ({ sql: decode(sql), roles: roles.map(decode) }));
        return { encoding: 'UTF8', statements: decoded, refused };
    }
    catch {
        // A name of a database with another encoding: on a server all of them share their roles.
        return encoding === 'UTF8' ? { ...globals, encoding: 'SQL_ASCII' } : globals;
    }
}
const quoted = /"(?:[^"]|"")*"|(?<![\w$])[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/g;
// What a terminal or a log obeys, or does not show as it is; and ends of lines, so that none begins with what psql obeys.
const special = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/g;
const has = (text) => text.search(special) >= 0;
/** The same statement in one line that holds nothing but what can be seen. */
function printable(sql) {
    const hex = (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return sql
        .replace(quoted, (text) => {
        if (!has(text))
            return text;
        if (text.startsWith('"'))
            return `U&${text.replaceAll('\\', '\\\\').replace(special, (char) => `\\${hex(char)}`)}`;
        // A backslash in front of one takes it as it is.
        if (/^[eE]/.test(text))
            return text.replace(/\\([\s\S])|[\s\S]/g, (whole, after) => {
                const char = after ?? whole;
                return has(char) ? `\\u${hex(char)}` : whole;
            });
        return `E${text.replaceAll('\\', '\\\\').replace(special, (char) => `\\u${hex(char)}`)}`;
    })
        .replace(special, ' ');
}

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/globals.js


const maxBytes = 16 * 1024 * 1024;
/** Reads the part whole. Throws `object-damaged` for more than any server's roles, and for an encoding that no server has. */
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
    const globals = parseGlobals(Buffer.concat(chunks).toString('latin1'));
    const told = inUtf8(globals);
    if (told !== undefined)
        return told;
    throw new problem/* Problem */.AF('object-damaged', `globals.sql is in ${globals.encoding}, which is no encoding of a server`, {
        hint: 'Restore without --globals, and look at that part (restore --raw) before you trust this backup.',
    });
}
const globals_name = String.raw `((?:"(?:[^"]|"")+")|[^\s"';]+)`;
const allowed = [
    new RegExp(`^CREATE ROLE ${globals_name}$`),
    new RegExp(`^ALTER ROLE ${globals_name} (?:WITH|SET|RESET|IN DATABASE) `),
    new RegExp(`^GRANT ${globals_name} TO ${globals_name}(?: WITH | GRANTED BY |$)`),
    new RegExp(`^COMMENT ON ROLE ${globals_name} IS `),
    new RegExp(`^SECURITY LABEL FOR (?:"(?:[^"]|"")+"|\\w+) ON ROLE ${globals_name} IS `),
];
// Tablespaces are places of the machine that was backed up.
const passedOver = /^(?:SET (?:default_transaction_read_only|client_encoding|standard_conforming_strings) |(?:CREATE|ALTER) TABLESPACE |(?:GRANT|REVOKE) [A-Z ]+ ON TABLESPACE |COMMENT ON TABLESPACE )/;
/** What pg_dumpall writes of roles, in bytes as latin1 takes them. Only that is ever run: whoever can write a backup could have written this. */
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/role.js









/**
 * Creates the roles that own something, or may do something, in the dumped database, and gives those that the backup's own
 * globals should have created.
 */
async function createRoles(session, facts, globals) {
    const bootstrap = facts.server?.settings['superuser'];
    const owner = facts.server?.settings['owner'];
    const { roles } = (0,prerequisites/* parseSurrounding */.WL)(facts);
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
    // A membership changes the role that it is given to; one of an old role in another is as it was.
    const isNew = ({ roles }) => !known.has(roles.at(-1) ?? '');
    const wanted = statements.filter(isNew);
    const runs = wanted.map(({ sql }) => `select ${(0,postgres_session/* literal */.eu)(sql)} \\gexec\n`);
    const script = [`set standard_conforming_strings = on; set client_encoding = ${(0,postgres_session/* literal */.eu)(encoding)};\n`, ...runs].join('');
    const command = (0,postgres_connection/* clientCommand */.vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
    const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, external_node_stream_.Readable.from([Buffer.from(script, encoding === 'UTF8' ? 'utf8' : 'latin1')]), signal);
    const names = (some) => some.flatMap(({ sql, roles }) => (sql.startsWith('CREATE ROLE ') ? roles : []));
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
    const say = (what, names) => names.length === 0 ? [] : [{ level: 'note', blame: 'env', message: `${what}: ${(0,words/* namesSome */.Tc)(names, 50)}` }];
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
/**
 * The roles of a backup, as SQL for psql: a statement a line, and no line that psql takes for a command of its own. Throws
 * `restore-failed` where their encoding is not known here.
 */
async function rolesOf(part) {
    const { encoding, statements } = await readGlobals(part);
    if (encoding !== 'UTF8')
        throw new problem/* Problem */.AF('restore-failed', `the roles of the backup are in ${encoding}, and cannot be shown as text`, {
            hint: 'Write the part globals.sql as it is with --raw DIR, and run it with psql on a server of that encoding.',
        });
    const sql = statements.map((statement) => `${printable(statement.sql)};\n`).join('');
    return `set client_encoding = 'UTF8';\nset standard_conforming_strings = on;\n${sql}`;
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/there.js

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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/take.js







/** Looks into an archive and into the target, before anything is changed. Without a session, of a target that is empty. */
async function taken(dump, part, session, { only, overwrite }) {
    const isSelection = dump.facts.server?.settings['selected'] === 'true';
    const hasEventTriggers = (dump.facts.objects['event trigger'] ?? []).length > 0;
    if (only.length === 0 && !isSelection && !overwrite && !hasEventTriggers)
        return { ids: undefined, dropped: undefined, locks: (0,lock/* locksOf */.aZ)(dump.facts), findings: [] };
    const entries = await (0,archive_only/* entriesOf */.Mc)(dump, part);
    const possible = isSelection ? possibleOf(entries, dump.facts) : undefined;
    if (only.length === 0) {
        const all = entries.filter(({ id }) => possible?.has(id) ?? true);
        const ids = all.length === entries.length && !hasEventTriggers ? undefined : eventTriggersLast(all);
        const dropped = overwrite ? droppedByThemselves(entries) : undefined;
        return { ids, dropped, locks: (0,lock/* locksOf */.aZ)(dump.facts), findings: [] };
    }
    const choice = (0,archive_only/* choose */.Sw)(entries, only);
    const others = [...choice.needed, ...[...choice.tied.values()].flat()];
    const there = session === undefined ? new Set() : await thereOf(session, [...new Set(others)]);
    const { ids: settled, made, leftOut } = (0,archive_only/* settle */.G9)(entries, choice, there);
    const ids = possible === undefined ? settled : settled.filter((id) => possible.has(id));
    const chosen = new Set(ids);
    return {
        ids,
        locks: (0,lock/* locksOfSome */.Q8)(entries.filter(({ id }) => chosen.has(id)), dump.facts),
        dropped: overwrite ? droppedOfNamed(choice.named) : undefined,
        findings: [...madeToo(made), ...untied(leftOut)],
    };
}
/** The facts of what these patterns name: the rows of their tables, and the names of their relations. */
async function chosenFacts(dump, part, only) {
    const { named } = (0,archive_only/* choose */.Sw)(await (0,archive_only/* entriesOf */.Mc)(dump, part), only);
    const names = new Set([...named].filter(({ kind }) => archive_only/* relations */.K1.includes(kind)).map(postgres_facts/* tableName */.Cm));
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
    const isOne = ({ kind, name }) => kind === 'EVENT TRIGGER' || (archive_only/* remarks */.IW.includes(kind) && name.startsWith('EVENT TRIGGER '));
    return [...entries.filter((entry) => !isOne(entry)), ...entries.filter(isOne)].map(({ id }) => id);
}
const possibleOf = (entries, facts) => new Set((0,archive_only/* idsThatCanBe */.jg)(entries, (0,prerequisites/* parseSurrounding */.WL)(facts).dangling));
function madeToo(made) {
    if (made.length === 0)
        return [];
    const message = `made although not named, because what is named needs it and the target did not have it: ${(0,words/* namesSome */.Tc)(made.map(nameOf), 10)}`;
    return [{ level: 'note', blame: 'env', message }];
}
function untied(leftOut) {
    const say = (what, found) => found.length === 0
        ? []
        : [
            {
                level: 'note',
                blame: 'env',
                message: `${what}: ${(0,words/* namesSome */.Tc)(found.map(({ name }) => name), 10)}`,
            },
        ];
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/target.js





/** Throws `target-refused` for a target that is no database, `policy-invalid` for a URL that cannot be parsed. */
function targetConnection(target) {
    if (target.kind !== 'database') {
        throw new problem/* Problem */.AF('target-refused', `a PostgreSQL dump does not restore into a ${target.kind}`, {
            hint: 'Say --into postgres://user:password@host/database.',
        });
    }
    const connection = (0,postgres_connection/* parseUrl */.Dl)(target.url, 'the target');
    if (connection.others === undefined)
        return connection;
    // Of several servers the one that takes writes, unless the URL says otherwise.
    return { ...connection, parameters: { PGTARGETSESSIONATTRS: 'read-write', ...connection.parameters } };
}
async function openTarget(connection, runtime, signal) {
    try {
        return await (0,postgres_session/* openSession */.fA)(connection, runtime, signal);
    }
    catch (error) {
        if (!/database ".*" does not exist/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
            throw error;
        throw new problem/* Problem */.AF('target-refused', `there is no database ${(0,postgres_connection/* placeOf */.$t)(connection)}`, {
            hint: `Add --create to make it, or create it first: createdb ${connection.database}.`,
            cause: error,
        });
    }
}
/**
 * The same database by the one server that the session has reached: what looks into a target and what fills it must not be
 * connected to two of several.
 */
async function onOneServer(session, connection, runtime) {
    const { others, ...rest } = connection;
    if (others === undefined)
        return connection;
    const [said] = await session.lines('\\echo :HOST :PORT');
    const server = (0,postgres_connection/* serversOf */.U2)(connection).find((one) => {
        const { host, port } = (0,postgres_connection/* reached */.V6)(one, runtime);
        return `${host} ${port}` === said;
    });
    return server === undefined ? connection : { ...rest, ...server };
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
    const names = held.map(({ name }) => name);
    throw new problem/* Problem */.AF('target-refused', `${(0,postgres_connection/* placeOf */.$t)(connection)} is not empty: it has ${(0,words/* namesSome */.Tc)(names, 3)}`, {
        hint: 'Restore into a new database, or say --overwrite with the name of this one to replace what is there.',
    });
}

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/restore.js
var restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
    // What could not be dropped would be there still, and the rows would be added to it.
    if (options.keepGoing === true && options.overwrite)
        throw new problem/* Problem */.AF('usage', '--keep-going does not go with --overwrite', { hint: 'Restore into a new database.' });
    let began = { connection: targetConnection(into), trace: undefined, made: 'not' };
    const note = (more) => {
        began = { ...began, ...more };
    };
    try {
        const made = options.create === true ? await created(dump, began.connection, runtime, options, note) : [];
        return [...made, ...(await restoreInto(dump, began.connection, runtime, options, note))];
    }
    catch (error) {
        throw await withOutcome(error, began, runtime, options);
    }
}
/** Makes the database, if it is not there and a restore into it would not be refused. */
async function created(dump, connection, runtime, options, note) {
    const { locks } = await taken(dump, dumpPart(dump), undefined, options);
    if (options.roles === true)
        mustHaveGlobals(dump);
    const refuse = async (session) => {
        await (0,lock/* mustHaveLocks */.m1)(session, locks, connection, options);
        note({ made: 'perhaps' });
    };
    const made = await createDatabase(connection, dump.facts.server, refuse, runtime, options.signal);
    if (made.length > 0)
        note({ made: 'made' });
    return made;
}
async function restoreInto(dump, wanted, runtime, options, note) {
    const { signal } = options;
    const findings = [];
    const roles = [];
    const tablespaces = [];
    let connection = wanted;
    let schemas;
    let what;
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = restore_addDisposableResource(env_1, await openTarget(connection, runtime, signal), true);
            connection = named(await onOneServer(session, connection, runtime));
            await mustBeEmpty(session, connection, options);
            what = await taken(dump, dumpPart(dump), session, options);
            findings.push(...what.findings);
            await (0,lock/* mustHaveLocks */.m1)(session, what.locks, connection, options);
            note({ connection, trace: await traceOf(session) });
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
            tablespaces.push(...(await (0,prerequisites/* missingTablespaces */.Ol)(session, dump.facts)));
            schemas = await createSchemas(session, dump.facts);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = restore_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    if (roles.length > 0) {
        const message = `owners and privileges were left out: the target lacks the roles ${(0,words/* namesSome */.Tc)(roles)}`;
        const hint = 'To restore owners and privileges too, create the roles first: --globals apply does, --globals print shows them.';
        findings.push({ level: 'note', blame: 'env', message, hint });
    }
    if (tablespaces.length > 0 && options.sandboxed !== true) {
        const message = `everything is in the target's default tablespace: it lacks ${(0,words/* namesSome */.Tc)(tablespaces)}`;
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
    return [...findings, ...(await (0,prerequisites/* restoreParameters */.zr)(dump.facts, connection, runtime, signal))];
}
/** The part that has the roles. Throws `object-missing` where the backup was made without. */
async function openGlobals(dump) {
    mustHaveGlobals(dump);
    return await dump.open('globals.sql');
}
function mustHaveGlobals(dump) {
    if (dump.parts.includes('globals.sql'))
        return;
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
        const session = restore_addDisposableResource(env_2, await (0,postgres_session/* openSession */.fA)(connection, runtime, AbortSignal.timeout(30_000)), true);
        for (const schema of schemas)
            await session.lines(`drop schema ${schema}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restore_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** The dump's roles that the target lacks, or all of them where the user may not give objects to other roles. */
async function missingRoles(session, dump) {
    // Also those of large objects, servers and the like, which are no facts.
    const named = dump.facts.server?.settings['selected'] === 'false' ? (0,prerequisites/* parseSurrounding */.WL)(dump.facts).roles : [];
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
        const whole = part === 'dump.tar' ? (0,toc/* tocInTar */.l)(opened, (0,archive_archive/* archiveReader */.A)()) : opened;
        const body = what.dropped === undefined ? whole : dropping(part, whole, what.dropped);
        const stderr = await (0,runtime_runtime/* feed */.hm)(runtime, command, preceded(list, body), options.signal);
        return restoreFindings(stderr);
    }
    catch (error) {
        const selected = dump.facts.server?.settings['selected'] === 'true';
        const entries = wantsOrder(error) ? await (0,archive_only/* entriesOf */.Mc)(dump, part) : [];
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
    return (0,postgres_connection/* clientCommand */.vK)('pg_restore', ['--format=custom', ...flags], connection, runtime);
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
const withDirectory = (program) => `${prepare}
mkdir -- "$directory/dump"
tar -C "$directory/dump" -xf -
${program} "$@" "$directory/dump"`;
function viaShell(script, flags, listBytes, connection, runtime) {
    const args = ['-c', script, 'sh', `backproof-${(0,external_node_crypto_.randomUUID)()}`, String(listBytes), ...flags];
    return connection === undefined ? { program: 'sh', args } : (0,postgres_connection/* clientCommand */.vK)('sh', args, connection, runtime);
}
/** pg_restore of an archive in the directory format, whose tar comes on stdin, after a list where there is one. */
function fromDirectory(flags, listBytes, connection, runtime) {
    return viaShell(withDirectory('pg_restore'), ['--format=directory', ...flags], listBytes, connection, runtime);
}
/** Reads the archive on stdin, and writes what a `reader` listens to. */
function readingCommand(part, runtime) {
    if (part === 'dump.pgc')
        return { program: 'sh', args: ['-c', `${readingInShell}reading "$@"`, 'sh', '--format=custom'] };
    return viaShell(readingInShell + withDirectory('reading'), ['--format=directory'], 0, undefined, runtime);
}

;// CONCATENATED MODULE: ./build/js/engine/postgres/archive/contents.js








/**
 * The table of contents of a dump, after pg_restore has read all of it, which decompresses every block, and has shown that it
 * did: a program that ends with exit code 0 may have done nothing.
 */
async function postgresContents(dump, runtime, signal) {
    const part = dumpPart(dump);
    const archive = (0,archive_archive/* archiveReader */.A)();
    const body = await dump.open(part);
    const heard = reader();
    try {
        const whole = part === 'dump.pgc' ? watched(body, archive) : (0,toc/* tocInTar */.l)(body, archive);
        await (0,runtime_runtime/* feed */.hm)(runtime, readingCommand(part, runtime), whole, signal, heard.push);
    }
    catch (error) {
        throw unreadable(part, error, runtime.where);
    }
    const entries = archive.entries();
    if (entries === undefined)
        throw new problem/* Problem */.AF('object-damaged', `${part} has no table of contents`, { hint: problem/* remedy */.zL.damaged });
    const wrong = unlike(heard.reading(), entries, dump.facts, runtime.where);
    if (wrong !== undefined)
        throw wrong;
    return { names: entries.map(line), missing: [] };
}
/**
 * Damage only where the archive itself is said to be wrong. A program that was killed, an image that cannot be pulled, a
 * disk that is full say nothing about the backup.
 */
function unreadable(part, error, where) {
    if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'dump-incomplete'))
        return error;
    // A shell starts it, and says so in its own words.
    if (/\bpg_restore: (?:command )?not found/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? ''))
        return new problem/* Problem */.AF('tool-missing', `pg_restore is not installed ${where === 'host' ? 'on the host' : `in ${where}`}`, {
            hint: "Install postgresql-client of the server's major version, or set tools: { image: postgres:<major> }.",
            cause: error,
        });
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

// EXTERNAL MODULE: ./build/js/engine/postgres/archive/selection.js
var selection = __webpack_require__(92882);
;// CONCATENATED MODULE: ./build/js/engine/postgres/archive/sequence.js


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

// EXTERNAL MODULE: ./build/js/engine/assertion.js
var engine_assertion = __webpack_require__(69953);
;// CONCATENATED MODULE: ./build/js/engine/postgres/check.js
var check_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var check_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
    const command = (0,postgres_connection/* clientCommand */.vK)('psql', args, connection, runtime);
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
            return (0,engine_assertion/* failed */.gz)(assertion, error.message);
        // 1: the server refuses the statement. Anything else says nothing about the backup: 2 is a connection that was lost.
        if (failure?.exitCode !== 1)
            throw error;
        const state = /(?:ERROR|FATAL): +([0-9A-Z]{5}): /.exec(failure.stderr)?.[1] ?? '';
        const lines = failure.stderr.split('\n').filter((line) => !line.startsWith('LOCATION: '));
        const said = `the server says ${(0,runtime_runtime/* lastLines */.w$)(lines.join('\n')).replace(`${state}: `, '')}`;
        return ofTheStatement.test(state) ? (0,engine_assertion/* mistaken */.R3)(assertion, said) : (0,engine_assertion/* failed */.gz)(assertion, said);
    }
    if (output === '')
        return (0,engine_assertion/* failed */.gz)(assertion, 'it gave no row');
    const [row = '', ...moreRows] = output.replace(/\n$/, '').split(betweenRows);
    const [value = '', ...more] = row.split(between);
    if (moreRows.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it gave ${moreRows.length + 1} rows, not one`);
    if (more.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it gave ${more.length + 1} columns, not one`);
    const because = (0,engine_assertion/* unmet */.iY)(value, assertion.expect);
    return because === undefined ? undefined : (0,engine_assertion/* failed */.gz)(assertion, because);
}
async function checkTables(wanted, assertion, target, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = check_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(targetConnection(target), runtime, signal), true);
        const found = await session.rows(`
    select n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r','p','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
        const names = new Set(found.flatMap((table) => [table.name, `${table.schema}.${table.name}`]));
        const missing = wanted.filter((table) => !names.has(table) && !names.has(table.replaceAll('"', '')));
        return missing.length === 0 ? undefined : (0,engine_assertion/* failed */.gz)(assertion, `there is no table ${missing.join(', ')}`);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = check_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var engine_facts = __webpack_require__(31602);
;// CONCATENATED MODULE: ./build/js/engine/postgres/dump.js
var dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
        const connection = (0,postgres_connection/* connectionOf */.ao)(source);
        const mine = new AbortController();
        const signal = AbortSignal.any([outer, mine.signal]);
        const fail = (error) => mine.abort(error);
        // Ends after the session, which it would otherwise stop instead of closing it.
        const running = dump_addDisposableResource(env_1, new Running(mine, warnings)
        // In a container every program takes a while to start: asked meanwhile.
        , true);
        // In a container every program takes a while to start: asked meanwhile.
        const asked = askPgDump(runtime, signal);
        running.add(asked);
        const session = dump_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal), true);
        const { server } = await (0,postgres_facts/* serverFacts */.hk)(session);
        const { client, zstd } = await asked;
        (0,postgres_client/* mustMatch */.X3)('pg_dump', client, server.major, runtime);
        versions['pg_dump'] = client.text;
        await session.lines('begin isolation level repeatable read, read only');
        const [snapshot = ''] = await session.lines('select pg_catalog.pg_export_snapshot()');
        const scope = await (0,selection/* scopeOf */.Od)(source, session);
        const inExtensions = await (0,postgres_facts/* extensionTables */.nS)(session);
        for (const hidden of await (0,prerequisites/* hiddenMappings */.Wx)(session, scope))
            warnings.add(hidden);
        // Counts while pg_dump works: the session would only wait. What breaks one breaks the other.
        const counting = (0,postgres_facts/* databaseFacts */.vS)(session, scope, []);
        counting.catch(fail);
        session.broken.catch(fail);
        // Of the database, whatever its applications are to read it in.
        const encoding = `--encoding=${server.settings['encoding'] ?? 'UTF8'}`;
        const flags = [encoding, ...dumpFlags(snapshot, zstd), ...(0,selection/* selectionFlags */.kN)(source, scope)];
        const archive = (0,archive_archive/* archiveReader */.A)();
        const compression = zstd ? 'none' : 'zstd';
        if (source.jobs > 1) {
            const command = directoryDump(flags, source.jobs, connection, runtime);
            const seen = (child) => (0,toc/* tocInTar */.l)(watchedBody(child, endsAsTar('the directory of pg_dump')), archive);
            yield* part('dump.tar', compression, command, seen, running, runtime, signal);
        }
        else {
            const command = (0,postgres_connection/* clientCommand */.vK)('pg_dump', ['--format=custom', ...flags], connection, runtime);
            yield* part('dump.pgc', compression, command, (child) => watchedBody(child, archive), running, runtime, signal);
        }
        const { facts, tables, unread, unplanned, sequences } = await counting;
        const entries = archive.entries() ?? [];
        mustHoldSomething(facts, connection);
        mustHoldAll(tables, entries, inExtensions);
        if (unread.length > 0)
            warnings.add(dump_unreadable(unread));
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
        const result_1 = dump_disposeResources(env_1);
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
    const directory = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const args = ['-c', viaDirectory, 'sh', directory, '--format=directory', `--jobs=${jobs}`, ...flags];
    return (0,postgres_connection/* clientCommand */.vK)('sh', args, connection, runtime);
}
function globalsCommand(source, encoding, connection, runtime) {
    // Managed servers deny pg_authid, which holds the passwords.
    const passwords = source.globals === 'with-passwords' ? [] : ['--no-role-passwords'];
    const database = `--database=${(0,postgres_client/* databaseArgument */.Bh)(connection.database)}`;
    const args = ['--globals-only', encoding, ...passwords, database, '--no-password'];
    return (0,postgres_connection/* clientCommand */.vK)('pg_dumpall', args, connection, runtime);
}
function dump_unreadable(tables) {
    return `unlogged tables have no rows on a standby, so the backup has none either: ${(0,words/* namesSome */.Tc)(tables.map(postgres_facts/* tableName */.Cm))}`;
}
function needsHelp(tables) {
    return `an index of ${(0,words/* namesSome */.Tc)(tables.map(postgres_facts/* tableName */.Cm))} calls a function that relies on search_path: the rows are in the backup, and were counted by copying them, but a restore cannot make that index until the function names its schemas`;
}
/** A backup of nothing would be proven by a restore of nothing. */
function mustHoldSomething(facts, connection) {
    if (!(0,engine_facts/* holdNothing */.x)(facts))
        return;
    throw new problem/* Problem */.AF('source-failed', `${(0,postgres_connection/* placeOf */.$t)(connection)} holds nothing that is to be backed up`, {
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/restore/rehearse.js
var rehearse_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var rehearse_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
    ? `not ${(0,selection/* ofExtension */.l_)('pg_catalog.pg_class', 'c.oid')}`
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
        const connection = (0,postgres_connection/* connectionOf */.ao)(source);
        const session = rehearse_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal)
        // As a dump does, which would rather fail than miss rows.
        , true);
        // As a dump does, which would rather fail than miss rows.
        await session.lines("select set_config('row_security', 'on', false)");
        const scope = await (0,selection/* scopeOf */.Od)(source, session);
        for (const { query, why, hint } of obstacles) {
            const names = await namesOf(session, query(scope));
            if (names === '')
                continue;
            throw new problem/* Problem */.AF('source-failed', `a backup of ${(0,postgres_connection/* placeOf */.$t)(connection)} would fail: ${why} ${names}`, { hint });
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = rehearse_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function namesOf(session, query) {
    return (0,words/* namesSome */.Tc)((await session.rows(query)).map(({ name }) => name));
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

;// CONCATENATED MODULE: ./build/js/engine/postgres/sandbox.js


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
        POSTGRES_INITDB_ARGS: `--encoding=${encodingOf(server)} ${sandbox_locale(server)}`.trim(),
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
function sandbox_locale({ settings }) {
    const { encoding = 'UTF8', provider = 'c', collate = '', locale: builtin = '' } = settings;
    const order = provider === 'b' ? builtin : provider === 'c' ? collate : '';
    if (encoding !== 'UTF8' || /^(C|POSIX)$/.test(order))
        return '--locale=C';
    return /^C\.UTF-?8$/i.test(order) ? '--locale=C.UTF-8' : '';
}

;// CONCATENATED MODULE: ./build/js/engine/postgres/postgres.js
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
            const session = postgres_addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)((0,postgres_connection/* connectionOf */.ao)(source), runtime, signal), true);
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
            const { facts, sequences } = await (0,postgres_facts/* databaseFacts */.vS)(session, selection/* everything */.YT, first === undefined ? [] : [first]);
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
    isSource: (source, target) => target.kind === 'database' && (0,postgres_connection/* sameDatabase */.KX)((0,postgres_connection/* connectionOf */.ao)(source), targetConnection(target)),
    chosen: (dump, only) => chosenFacts(dump, dumpPart(dump), only),
    roles: async (dump) => rolesOf(await openGlobals(dump)),
    before: (target) => target.kind === 'database' ? { kind: 'database', url: (0,postgres_connection/* withDatabase */.kR)(target.url, maintenance) } : target,
    addressOf: (target) => {
        const connection = targetConnection(target);
        return { name: connection.database, where: (0,postgres_connection/* addressOf */.ci)(connection) };
    },
    image: (server) => `postgres:${server.major}`,
};


/***/ })

};
