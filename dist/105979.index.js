export const id = 105979;
export const ids = [105979];
export const modules = {

/***/ 7395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PI: () => (/* binding */ unknownKind),
/* harmony export */   R3: () => (/* binding */ mistaken),
/* harmony export */   g$: () => (/* binding */ judged),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   lk: () => (/* binding */ judgeRequired)
/* harmony export */ });
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30714);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** For a kind that the engine does not judge: its file in policy/source/ refuses it before. */
function unknownKind({ name, kind }) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `assertion "${name}" has ${kind}, which this engine does not answer`, {
        hint: 'Take it out; docs/policy.md lists what each engine answers.',
    });
}
/** Why the value that an assertion's question gave is not what it expects; undefined where it is. */
function unmet(value, { equals, min, max }) {
    const number = value !== undefined && decimal.test(value) ? Number(value) : Number.NaN;
    const gave = `it returned ${shown(value)}`;
    const same = typeof equals === 'number' ? number === equals && isExact(value) : value === equals;
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
        hint: 'Correct the assertion in the policy: a single reading statement that returns one row with one column.',
    };
}
const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
/** A whole number beyond what a double holds is another number when it is read. */
const isExact = (value = '') => !/^\s*[-+]?\d+\s*$/.test(value) || Number.isSafeInteger(Number(value));
const matchedCharacters = 10_000;
const matchingMs = 1000;
/** undefined: that is not known after a second. An expression may take for ever over a short text. */
function isMatch(pattern, value) {
    try {
        const given = { pattern, value: value.slice(0, matchedCharacters) };
        return (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('new RegExp(pattern, "u").test(value)', given, { timeout: matchingMs });
    }
    catch (error) {
        if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            return undefined;
        throw error;
    }
}
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value = '') {
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
        hint: `Check the data in this backup; if it is right, correct the assertion ${where}.`,
    };
}
/** The judgement on a value, undefined where there is none (NULL). undefined: it holds. */
function judged(assertion, value) {
    const { matches } = assertion.expect;
    if (matches !== undefined) {
        if (value === undefined)
            return failed(assertion, `it returned nothing, which ${matches} cannot match`);
        const match = isMatch(matches, value);
        if (match === undefined)
            return mistaken(assertion, `${matches} takes more than a second over the value`);
        return match ? undefined : failed(assertion, `it returned ${shown(value)}, which ${matches} does not match`);
    }
    const because = unmet(value, assertion.expect);
    return because === undefined ? undefined : failed(assertion, because);
}
/** The judgement on names that must be there; `noun`: what they are names of. */
function judgeRequired(assertion, has, noun) {
    const missing = assertion.names.filter((name) => !has(name));
    return missing.length === 0 ? undefined : failed(assertion, `there is no ${noun} ${missing.join(', ')}`);
}


/***/ }),

/***/ 72959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ schemaLine),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const mostShown = 400;
/**
 * One line of a schema. What is long is cut, with a digest of all of it: two that differ only behind the cut are not the same.
 */
function schemaLine(name, is) {
    if (is.length <= mostShown)
        return { name, is };
    return { name, is: `${is.slice(0, mostShown)}… (SHA-256 ${digestOf(is)})` };
}
/** For code, of which nobody reads the whole in a line. */
function digestOf(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}


/***/ }),

/***/ 66173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sqlite: () => (/* binding */ sqlite)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
// EXTERNAL MODULE: ./engine/target/throw-away.js
var throw_away = __webpack_require__(1544);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./engine/sqlite/query.js




// In a thread: checking a large database takes minutes, in which leases are to be renewed. Text, because a bundle has
// no file that a thread could start from.
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { DatabaseSync } = require('node:sqlite')
  const database = new DatabaseSync(new URL(workerData.url), { readOnly: true, timeout: 5000 })
  const answerOf = (sql) => {
    let compiled = false
    try {
      const statement = database.prepare(sql)
      if (workerData.alone) {
        // Node compiles the first statement, and says nothing of what follows it.
        const rest = sql.slice(statement.sourceSQL.length).replace(/--.*|\\/\\*[^]*?(\\*\\/|$)|;/g, '').trim()
        if (rest !== '') return { error: 'it has more than one statement', code: 0, compiled }
        if (statement.columns().length === 0) return { error: 'it returns no column', code: 0, compiled }
      }
      compiled = true
      statement.setReadBigInts(true)
      const rows = []
      for (const row of statement.iterate()) if (rows.push({ ...row }) >= workerData.limit) break
      return { rows }
    } catch (error) {
      return { error: error.message, code: error.errcode ?? 0, compiled }
    }
  }
  for (const sql of workerData.statements) parentPort.postMessage(answerOf(sql))
  database.close()
`;
/**
 * Runs statements on a database that nobody writes to, which stays as it is.
 * A statement that fails has its answer; throws `object-damaged` where the file does not open. Firing the signal ends
 * the wait at once, the thread when its statement does: until then it keeps the process, which ends as `endByItself` says.
 */
function query(path, statements, signal, { limit = Number.MAX_SAFE_INTEGER, alone = false, hear = () => { } } = {}) {
    (0,problem/* stopIfAborted */.NI)(signal);
    if (statements.length === 0)
        return Promise.resolve([]);
    const answers = [];
    const worker = new external_node_worker_threads_.Worker(program, {
        eval: true,
        execArgv: [],
        workerData: { url: readOnlyUrl(path), statements, limit, alone },
    });
    return new Promise((resolve, reject) => {
        const stop = () => reject((0,problem/* cancelled */.KW)(signal));
        signal.addEventListener('abort', stop, { once: true });
        worker.on('message', (answer) => {
            hear(answer);
            if (answers.push(answer) === statements.length)
                resolve(answers);
        });
        worker.once('error', (error) => reject(new problem/* Problem */.AF('object-damaged', `${path} cannot be opened: ${error.message}`, {
            hint: problem/* remedy */.zL.damaged,
            cause: error,
        })));
        worker.once('exit', () => {
            signal.removeEventListener('abort', stop);
            reject(new problem/* Problem */.AF('restore-failed', `the thread that reads ${path} ended without an answer`, {
                hint: 'Its process may have run out of memory: free some memory, then run the command again.',
            }));
        });
    }).finally(() => void worker.terminate());
}
/** Without a write-ahead log there is nothing but the file, and SQLite need not put its own beside it. */
function readOnlyUrl(path) {
    const url = (0,external_node_url_.pathToFileURL)(path);
    const log = (0,external_node_fs_.statSync)(`${path}-wal`, { throwIfNoEntry: false });
    if (!log || log.size === 0)
        url.searchParams.set('immutable', '1');
    return url.href;
}

;// CONCATENATED MODULE: ./engine/sqlite/facts.js



const pragmas = ['application_id', 'encoding', 'user_version'];
const kinds = ['index', 'table', 'trigger', 'view'];
/** What is in a database that nobody writes to. `findings`: tables that could not be counted. */
async function databaseFacts(path, signal, counted = () => { }) {
    const schema = "select type, name from sqlite_schema where name not like 'sqlite\\_%' escape '\\' order by name";
    const [objectsAnswer, ...settings] = await query(path, [schema, ...pragmas.map((name) => `pragma ${name}`)], signal);
    const objects = requireRows(objectsAnswer, path).map((row) => ({
        type: String(row['type']),
        name: String(row['name']),
    }));
    const named = (kind) => objects
        .filter(({ type }) => type === kind)
        .map(({ name }) => name)
        .toSorted();
    const tables = named('table');
    const counts = await query(path, tables.map((name) => `select count(*) as n from ${quoted(name)}`), signal, { hear: (answer) => counted('rows' in answer ? Number(answer.rows[0]?.['n']) : 0) });
    // An index that would be quicker may be by a collation that only its application has.
    const failed = tables.filter((_, index) => 'error' in (counts[index] ?? {}));
    const again = await query(path, failed.map((name) => `select count(*) as n from ${quoted(name)} not indexed`), signal);
    const findings = [];
    // Without a prototype: a name may be __proto__.
    const rows = Object.create(null);
    for (const [index, name] of tables.entries()) {
        const answer = again[failed.indexOf(name)] ?? counts[index];
        if (answer && 'rows' in answer)
            rows[name] = Number(answer.rows[0]?.['n']);
        // A virtual table of an extension that is not here.
        else
            findings.push({
                level: 'warning',
                blame: 'env',
                message: `the rows of ${name} were not counted: ${answer?.error}`,
            });
    }
    const setting = pragmas.map((name, index) => `${name}=${String(Object.values(requireRows(settings[index], path)[0] ?? {})[0])}`);
    const facts = {
        version: 1,
        engine: 'sqlite',
        server: undefined,
        sizeBytes: (0,external_node_fs_.statSync)(path).size,
        rows,
        objects: { ...Object.fromEntries(kinds.map((kind) => [kind, named(kind)])), setting },
    };
    return { facts, findings };
}
/** @throws Problem `object-damaged` for an answer that is an error. */
function requireRows(answer, path) {
    if (answer && 'rows' in answer)
        return answer.rows;
    throw new problem/* Problem */.AF('object-damaged', `${path} cannot be read: ${answer?.error}`, { hint: problem/* remedy */.zL.damaged });
}
function quoted(name) {
    return `"${name.replaceAll('"', '""')}"`;
}

;// CONCATENATED MODULE: ./engine/sqlite/check.js




/** Runs one assertion on a database that it cannot change. undefined: it holds. */
async function checkSqlite(assertion, path, signal) {
    switch (assertion.kind) {
        case 'sql':
            return await checkSql(assertion, assertion.ask, path, signal);
        case 'count-of':
        case 'required': {
            const there = new Set(tablesOf((await databaseFacts(path, signal)).facts));
            if (assertion.kind === 'required')
                return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => there.has(name), 'table');
            if (!there.has(assertion.ask))
                return (0,engine_assertion/* failed */.gz)(assertion, `there is no table ${assertion.ask}`);
            const counted = `"${assertion.ask.replaceAll('"', '""')}"`;
            return await checkSql(assertion, `select count(*) from ${counted}`, path, signal);
        }
        default:
            throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    }
}
/** Those of these names that no table of a backup has. */
function missingTables(facts, names) {
    const there = new Set(tablesOf(facts));
    return names.filter((name) => !there.has(name));
}
/** A view passes for a table. */
function tablesOf({ objects }) {
    return ['table', 'view'].flatMap((kind) => objects[kind] ?? []);
}
/** Out of memory, and a full disk: of result codes, in their lowest byte. */
const roomless = new Set([7, 13]);
async function checkSql(assertion, sql, path, signal) {
    const [answer] = await query(path, [sql], signal, { limit: 2, alone: true });
    if (!answer || 'error' in answer) {
        const said = `SQLite says ${answer?.error}`;
        if (answer !== undefined && roomless.has(answer.code & 0xff))
            throw new problem/* Problem */.AF('sandbox-failed', `assertion "${assertion.name}" cannot be asked: ${said}`, {
                hint: 'Set TMPDIR to a writable directory with free space, or free some memory: SQLite sorts there.',
            });
        // Of the result codes, in their lowest byte: what the file holds has others (corrupt, not a database, an I/O error).
        const isMistake = answer !== undefined && (ofTheStatement(answer) || (answer.code & 0xff) === readonly);
        return isMistake ? (0,engine_assertion/* mistaken */.R3)(assertion, said) : (0,engine_assertion/* failed */.gz)(assertion, said);
    }
    const [row, second] = answer.rows;
    if (!row)
        return (0,engine_assertion/* failed */.gz)(assertion, 'it returned no row');
    if (second)
        return (0,engine_assertion/* mistaken */.R3)(assertion, 'it returned more than one row');
    const [value, ...more] = Object.values(row);
    if (more.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, `it returned ${more.length + 1} columns, not one`);
    return (0,engine_assertion/* judged */.g$)(assertion, value === null || value === undefined ? undefined : String(value));
}
const [noCode, generic, readonly] = [0, 1, 8];
/** SQLite refused to compile it, or Node refused it (one without a statement): it would never run, on whatever data. */
const ofTheStatement = ({ code, compiled }) => !compiled && ((code & 0xff) === generic || code === noCode);

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:sqlite"
var external_node_sqlite_ = __webpack_require__(80099);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./engine/sqlite/copy.js
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






const patient = { attempts: 500, everyMs: 50 };
const PAGES = 4096;
// Begun again or refused so often, a copy beside a busy writer is never done: then the writer waits.
const RESTARTS = 3;
const REFUSALS = 1000;
const notSqlite = 'Check that path names an SQLite database. Back up an encrypted one (SQLCipher, SEE) with engine: files while nothing writes to it.';
/** Bytes of the database and its write-ahead log. Throws `source-failed` for what is no SQLite database, saying what it is. */
async function measure(path) {
    const refuse = (what, hint, cause) => new problem/* Problem */.AF('source-failed', `${path} ${what}`, { hint, cause });
    const found = await (0,promises_.stat)(path).catch((error) => {
        if (error.code === 'ENOENT')
            throw refuse('does not exist', 'Correct path in the policy, or create the database first.', error);
        throw refuse(`cannot be read (${error.code})`, 'Run the backup as a user who may read it.', error);
    });
    if (!found.isFile())
        throw refuse('is not a regular file', 'Name the database file itself in path.');
    if (found.size === 0)
        throw refuse('is empty (0 bytes), so it is not a database', 'Check that path names the file that the application writes.');
    let start;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(path), true);
            start = (await handle.read(Buffer.alloc(16), 0, 16, 0)).buffer.toString('latin1');
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
        throw refuse(`cannot be read (${error.code})`, 'Run the backup as a user who may read it.', error);
    }
    if (start !== 'SQLite format 3\0') {
        throw refuse('is not an SQLite database, or is encrypted', notSqlite);
    }
    const log = await (0,promises_.stat)(`${path}-wal`).catch(() => undefined);
    return found.size + (log?.size ?? 0);
}
/**
 * A copy of a live database as of one moment (sqlite.org/backup.html). In WAL mode writers are not held up; in a rollback-journal
 * mode the copy is made in steps between their writes, and where they write too often for that, they wait for the last attempt.
 * The source is opened as an application opens it, so that a crashed one is recovered, but no statement can change it.
 * Throws `source-failed` for a database that is damaged or locked for longer than the patience.
 */
async function copyLive(path, into, signal, patience = patient) {
    let held = false;
    for (let attempt = 1;; attempt += 1) {
        (0,problem/* stopIfAborted */.NI)(signal);
        try {
            if (await copyOnce(path, into, signal, held))
                return;
            held = true;
        }
        catch (error) {
            if ((0,problem/* isProblem */.AN)(error) || !isBusy(error) || attempt >= patience.attempts)
                throw problemOf(path, into, error);
            held = true;
            await (0,external_node_timers_promises_.setTimeout)(patience.everyMs, undefined, { signal }).catch(() => (0,problem/* stopIfAborted */.NI)(signal));
        }
        await (0,promises_.rm)(into, { force: true });
    }
}
/** Opens the database as a backup does, without copying it. Throws `source-failed` where a backup would; one that is busy waits. */
function tryLive(path) {
    try {
        const database = openLive(path);
        try {
            database.exec('begin');
            database.prepare('select count(*) from sqlite_schema').get();
        }
        finally {
            database.close();
        }
    }
    catch (error) {
        if (!isBusy(error))
            throw problemOf(path, (0,external_node_os_.tmpdir)(), error);
    }
}
function openLive(path) {
    const url = (0,external_node_url_.pathToFileURL)(path);
    url.searchParams.set('mode', 'rw');
    // Not longer: the whole program waits.
    const database = new external_node_sqlite_.DatabaseSync(url, { timeout: 100 });
    database.exec('pragma query_only = 1');
    return database;
}
/** `held`: from within a read transaction. */
async function copyOnce(path, into, signal, held) {
    const database = openLive(path);
    try {
        const log = database.prepare('pragma journal_mode').get()?.['journal_mode'] === 'wal';
        if (!held && !log)
            return await copyInSteps(database, into, signal, false);
        // It fixes the moment: no write makes the copy begin again.
        database.exec('begin');
        database.prepare('select count(*) from sqlite_schema').get();
        return await copyInSteps(database, into, signal, true);
    }
    finally {
        database.close();
    }
}
class Starved extends Error {
}
/** False if writers kept it from its end, which they cannot where a read transaction is held. */
async function copyInSteps(database, into, signal, held) {
    let last = Number.POSITIVE_INFINITY;
    let restarts = 0;
    let refusals = 0;
    const progress = ({ remainingPages }) => {
        // What is thrown here ends the backup and rejects it.
        (0,problem/* stopIfAborted */.NI)(signal);
        if (remainingPages > last)
            restarts += 1;
        // A step that is refused its lock is tried again at once, without a pause.
        if (remainingPages === last)
            refusals += 1;
        if (!held && (restarts > RESTARTS || refusals > REFUSALS))
            throw new Starved();
        last = remainingPages;
    };
    try {
        await (0,external_node_sqlite_.backup)(database, into, { rate: PAGES, progress });
        return true;
    }
    catch (error) {
        if (error instanceof Starved)
            return false;
        throw error;
    }
}
function codeOf(error) {
    return error.errcode;
}
/** SQLITE_BUSY or SQLITE_LOCKED; a backup that is refused its first lock rejects with code 0. */
function isBusy(error) {
    const code = codeOf(error);
    return code !== undefined && [0, 5, 6].includes(code & 0xff);
}
function problemOf(path, into, error) {
    const code = codeOf(error);
    if ((0,problem/* isProblem */.AN)(error) || code === undefined)
        return error;
    const { message } = error;
    const refuse = (what, hint) => new problem/* Problem */.AF('source-failed', `${path} ${what}`, { hint, cause: error });
    if (isBusy(error))
        return refuse('is locked by another program', 'End the transaction that holds the lock, or back up at another time.');
    switch (code & 0xff) {
        case 11:
            return refuse(`is damaged: ${message}`, 'Restore an older backup, or recover it with `sqlite3 FILE .recover`.');
        case 26:
            return refuse('is not an SQLite database, or is encrypted', notSqlite);
        case 10:
        case 13:
            return refuse(`could not be copied to ${into}: ${message}`, 'Set TMPDIR to a directory with room for a copy of the database.');
        default:
            return refuse(`could not be copied: ${message}`, 'The database, its directory and its -wal and -shm files must be readable and writable.');
    }
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/sqlite/integrity.js


/**
 * `PRAGMA integrity_check`. Where that cannot run, because an index is by a collation, function or tokenizer that an
 * application registers, `PRAGMA quick_check`; where that cannot either, both table by table, so that at least the others are checked.
 */
async function checkIntegrity(path, signal) {
    const { damages, findings } = await complaintsOf(path, signal);
    const logical = damages.filter(isLogical);
    return {
        damages: damages.filter((line) => !isLogical(line)).slice(0, 10),
        findings: [...findings, ...forbidden(logical)],
    };
}
/**
 * The schema was changed over rows that were there, or a constraint was not enforced: every page is sound, every row can be
 * read, and the copy is as good as the original.
 */
const isLogical = (complaint) => /^(NULL value in |CHECK constraint failed in |(non-)?(NUMERIC|TEXT|INTEGER|INT|REAL|BLOB|ANY) value in )/.test(complaint);
function forbidden(complaints) {
    if (complaints.length === 0)
        return [];
    const counted = new Map();
    for (const line of complaints)
        counted.set(line, (counted.get(line) ?? 0) + 1);
    const lines = [...counted].map(([line, times]) => (times === 1 ? line : `${line} (${times} rows)`));
    const cut = complaints.length >= most ? '; there may be more' : '';
    return [
        {
            level: 'warning',
            blame: 'source',
            message: `rows that violate the constraints of their table are backed up unchanged: ${(0,words/* namesSome */.Tc)(lines, 10)}${cut}`,
            hint: 'Correct the rows or the schema: the database itself is sound.',
        },
    ];
}
// SQLite stops after so many complaints: those about rows must not hide one about the file.
const most = 100_000;
async function complaintsOf(path, signal) {
    const ask = (statements) => query(path, statements, signal);
    const [whole] = await ask([`pragma integrity_check(${most})`]);
    const lacking = lackingIn(whole);
    if (lacking === undefined)
        return { damages: complaintsIn(whole), findings: [] };
    const [quick] = await ask([`pragma quick_check(${most})`]);
    if (lackingIn(quick) === undefined) {
        return { damages: complaintsIn(quick), findings: unchecked('the indexes', ['all tables'], lacking) };
    }
    const [tables] = await ask(["select name from sqlite_schema where type = 'table' order by name"]);
    let left = valuesIn(tables);
    const damages = [];
    const pass = async (statement) => {
        const answers = await ask(left.map(statement));
        damages.push(...answers.flatMap((answer) => (lackingIn(answer) === undefined ? complaintsIn(answer) : [])));
        left = left.filter((_, at) => lackingIn(answers[at]) !== undefined);
    };
    await pass((table) => `pragma integrity_check('${table.replaceAll("'", "''")}')`);
    await pass((table) => `pragma quick_check('${table.replaceAll("'", "''")}')`);
    const opened = left;
    // All that can be done for these: every page of the rows is read.
    await pass((table) => `select 'ok' from (select count(*) from "${table.replaceAll('"', '""')}" not indexed)`);
    return {
        damages,
        findings: [
            ...unchecked('the indexes', opened.filter((table) => !left.includes(table)), lacking),
            ...unchecked('the rows', left, lacking),
        ],
    };
}
// SQLITE_ERROR: the statement cannot run, whatever the file is like. Damage is SQLITE_CORRUPT, SQLITE_NOTADB or SQLITE_IOERR.
const cannotRun = 1;
/** What SQLite lacks for a statement; undefined where that is not what is wrong. */
function lackingIn(answer) {
    return answer && 'error' in answer && (answer.code & 0xff) === cannotRun ? answer.error : undefined;
}
function complaintsIn(answer) {
    if (!answer || 'error' in answer)
        return [answer?.error ?? 'no answer'];
    return valuesIn(answer).filter((line) => line !== 'ok');
}
function valuesIn(answer) {
    return answer && 'rows' in answer ? answer.rows.map((row) => String(Object.values(row)[0])) : [];
}
function unchecked(what, tables, because) {
    if (tables.length === 0)
        return [];
    return [
        {
            level: 'warning',
            blame: 'env',
            message: `${what} of ${(0,words/* namesSome */.Tc)(tables, 20)} were not checked: ${because}`,
            hint: 'Run "pragma integrity_check" on a connection of the application, where it is registered.',
        },
    ];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/sqlite/restore.js
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









const databasePart = 'database.sqlite';
const companions = ['-wal', '-shm', '-journal'];
/** Puts the database in place whole or not at all: written beside the target, synced, checked, then renamed. */
async function restoreSqlite(dump, into, { only, overwrite }, signal) {
    requireWhole(only);
    const { path, replaced, made } = await prepare(into, overwrite);
    try {
        return await put(dump, path, replaced, signal);
    }
    catch (error) {
        await (0,host_path/* removeMade */.gp)((0,external_node_path_.dirname)(path), made);
        throw error;
    }
}
/** Refuses what `restoreSqlite` would refuse, before anything is done for it. */
async function admitSqlite(into, { only, overwrite }) {
    requireWhole(only);
    const { path } = await reachable(into, () => look(into, overwrite));
    await (0,host_path/* mustMakeIn */.$t)((0,external_node_path_.dirname)(path));
}
function requireWhole(only) {
    if (only.length === 0)
        return;
    throw new problem/* Problem */.AF('usage', 'an SQLite database is restored as a whole, not table by table', {
        hint: 'Restore it into another file and copy the tables from there with `sqlite3 FILE ".dump TABLE"`.',
    });
}
async function put(dump, path, replaced, signal) {
    const unfinished = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.backproof-partial`);
    try {
        const findings = await write(dump, unfinished, signal);
        if (replaced) {
            await (0,promises_.chmod)(unfinished, replaced.mode & 0o7777);
            if (process.geteuid?.() === 0)
                await (0,promises_.chown)(unfinished, replaced.uid, replaced.gid);
        }
        await replace(unfinished, path);
        await sync((0,external_node_path_.dirname)(path));
        return findings;
    }
    catch (error) {
        throw (0,problem/* isProblem */.AN)(error)
            ? error
            : new problem/* Problem */.AF('restore-failed', `cannot write ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
                hint: problem/* remedy */.zL.target,
                cause: error,
            });
    }
    finally {
        for (const companion of ['', ...companions])
            await (0,promises_.rm)(`${unfinished}${companion}`, { force: true });
    }
}
/**
 * A log or journal of the old database, applied to the new one, would damage it; without it the old one lacks what it had
 * committed last. So they are put aside, and back where the new database does not go in place.
 */
async function replace(unfinished, path) {
    const aside = [];
    try {
        for (const companion of companions) {
            const [there, away] = [`${path}${companion}`, `${unfinished}.old${companion}`];
            if (!(await (0,promises_.lstat)(there).catch(host_path/* absent */.Ge)))
                continue;
            await (0,promises_.rename)(there, away);
            aside.push([there, away]);
        }
        await (0,promises_.rename)(unfinished, path);
    }
    catch (error) {
        for (const [there, away] of aside)
            await (0,promises_.rename)(away, there).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    for (const [, away] of aside)
        await (0,promises_.rm)(away, { force: true });
}
/** A checked copy in a temporary directory, removed afterwards. */
async function withCopy(dump, signal, use) {
    const folder = await (0,host_path/* temporaryFolder */.yy)('sandbox-failed');
    try {
        const path = (0,external_node_path_.join)(folder, databasePart);
        await write(dump, path, signal).catch((error) => {
            throw (0,problem/* isProblem */.AN)(error) || error.syscall === undefined ? error : (0,host_path/* unwritable */.mP)('sandbox-failed', error);
        });
        return await use(path);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** Gives what of it could not be checked here. */
async function write(dump, path, signal) {
    const file = (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
    await (0,external_node_stream_promises_.pipeline)(await dump.open(databasePart), file, { signal }).catch((error) => {
        throw signal.aborted ? (0,problem/* cancelled */.KW)(signal) : error;
    });
    await sync(path);
    const { size } = await (0,promises_.stat)(path);
    const expected = dump.facts.sizeBytes;
    if (size !== expected) {
        throw new problem/* Problem */.AF('object-damaged', `${databasePart} has ${size} bytes, but the database had ${expected}`, {
            hint: problem/* remedy */.zL.damaged,
        });
    }
    const { damages, findings } = await checkIntegrity(path, signal);
    if (damages.length > 0)
        throw new problem/* Problem */.AF('object-damaged', `${databasePart} does not pass its integrity check: ${damages.join('; ')}`, {
            hint: problem/* remedy */.zL.damaged,
        });
    return findings;
}
async function sync(path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = restore_addDisposableResource(env_1, await (0,promises_.open)(path), true);
        await handle.sync();
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
function prepare(named, overwrite) {
    return reachable(named, async () => {
        const made = await (0,promises_.mkdir)((0,external_node_path_.dirname)(named), { recursive: true });
        return { made, ...(await look(named, overwrite)) };
    });
}
/** What is there now, and where; refused unless it may be replaced. */
async function look(named, overwrite) {
    const refuse = (what, hint) => new problem/* Problem */.AF('target-refused', `${named} ${what}`, { hint });
    const entry = await (0,promises_.lstat)(named).catch(host_path/* absent */.Ge);
    const path = entry?.isSymbolicLink() ? await (0,promises_.realpath)(named) : named;
    const replaced = await (0,promises_.stat)(path).catch(host_path/* absent */.Ge);
    if (replaced && !replaced.isFile())
        throw refuse('is not a regular file', 'Name a file that does not exist yet.');
    const other = `Name a file that does not exist yet, or give --overwrite ${named} after stopping what uses it.`;
    if (replaced && replaced.size > 0 && !overwrite)
        throw refuse(`exists and is not empty: it has ${replaced.size} bytes`, other);
    for (const companion of companions) {
        const left = await (0,promises_.stat)(`${path}${companion}`).catch(host_path/* absent */.Ge);
        if (left && left.size > 0 && !overwrite)
            throw refuse(`has a ${companion} file of another database beside it`, other);
    }
    return { path, replaced };
}
async function reachable(named, body) {
    try {
        return await body();
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        throw new problem/* Problem */.AF('target-refused', `cannot restore into ${named}: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: problem/* remedy */.zL.target,
            cause: error,
        });
    }
}

;// CONCATENATED MODULE: ./engine/sqlite/dump.js










/** Copies the live database into the temporary directory, checks and counts the copy, and streams it. */
function dumpSqlite(path, signal) {
    let complete;
    let findings = [];
    async function* parts() {
        const folder = await folderFor(await measure(path));
        const remove = () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
        // Also where nobody asks for the next part any more.
        signal.addEventListener('abort', remove);
        try {
            const copy = (0,external_node_path_.join)(folder, databasePart);
            await copyLive(path, copy, signal);
            const found = await inspectCopy(path, copy, signal);
            findings = [...(await otherNames(path)), ...found.findings];
            // Opened at once: a stream that is left before its file is open fails with nobody to hear it.
            const body = (await (0,promises_.open)(copy)).createReadStream({ highWaterMark: 256 * 1024 });
            const stop = () => body.destroy((0,problem/* cancelled */.KW)(signal));
            signal.addEventListener('abort', stop);
            try {
                yield { name: databasePart, compression: 'zstd', body };
                if (body.readableEnded)
                    complete = found.facts;
            }
            finally {
                signal.removeEventListener('abort', stop);
                body.destroy();
            }
        }
        finally {
            signal.removeEventListener('abort', remove);
            remove();
        }
    }
    return {
        parts: parts(),
        result() {
            if (!complete)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${path} is not complete`, { hint: problem/* remedy */.zL.dump });
            const versions = { sqlite: process.versions['sqlite'] ?? 'unknown' };
            return { facts: complete, findings, versions, consistency: 'snapshot' };
        },
    };
}
async function inspectCopy(path, copy, signal) {
    const { damages, findings } = await checkIntegrity(copy, signal).catch((error) => {
        if ((0,problem/* isProblem */.AN)(error, 'object-damaged'))
            return { damages: [error.message], findings: [] };
        throw error;
    });
    if (damages.length > 0) {
        throw new problem/* Problem */.AF('source-failed', `${path} is damaged: ${damages.join('; ')}`, {
            hint: 'Restore an older backup, or recover it with `sqlite3 FILE .recover`.',
        });
    }
    const result = await databaseFacts(copy, signal);
    if (result.facts.objects['table']?.length === 0) {
        throw new problem/* Problem */.AF('source-failed', `${path} has no tables`, {
            hint: 'Check that path names the file that the application writes.',
        });
    }
    return { facts: result.facts, findings: [...findings, ...result.findings] };
}
/** SQLite finds its log and journal by the name of the database: by another name, what they hold is missing without a word. */
async function otherNames(path) {
    const real = await (0,promises_.realpath)(path).catch(host_path/* absent */.Ge);
    const file = real && (await (0,promises_.stat)(real).catch(host_path/* absent */.Ge));
    // Removed since it was copied.
    if (!file)
        return [];
    const mounts = await (0,promises_.readFile)('/proc/self/mountinfo', 'utf8').catch(() => '');
    const alone = isMountPoint(real, mounts);
    const warn = (what, hint) => ({
        level: 'warning',
        blame: 'source',
        message: `${path} ${what}`,
        hint,
    });
    return [
        ...(file.nlink > 1
            ? [
                warn(`is one of ${file.nlink} names (hard links) of its file: the latest commits may be in a log beside another name`, 'Back it up under the name that the application uses, and remove the other names.'),
            ]
            : []),
        ...(alone
            ? [
                warn('is mounted as a single file: the latest commits may be in a log that is not mounted with it', 'Mount the directory that the database is in.'),
            ]
            : []),
    ];
}
/** `mounts` as in proc_pid_mountinfo(5), which writes white space and backslashes in octal. */
function isMountPoint(path, mounts) {
    const octal = (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
    const written = path.replace(/[ \t\n\\]/g, octal);
    return mounts.split('\n').some((line) => line.split(' ')[4] === written);
}
async function folderFor(neededBytes) {
    const folder = await (0,host_path/* temporaryFolder */.yy)('source-failed');
    const { bavail, bsize } = await (0,promises_.statfs)(folder);
    if (bavail * bsize < neededBytes) {
        (0,external_node_fs_.rmSync)(folder, { recursive: true });
        throw new problem/* Problem */.AF('source-failed', `${(0,external_node_os_.tmpdir)()} has ${bavail * bsize} bytes left, but the copy needs ${neededBytes}`, {
            hint: 'Set TMPDIR to a directory with room for a copy of the database.',
        });
    }
    return folder;
}

// EXTERNAL MODULE: ./engine/schema-line.js
var schema_line = __webpack_require__(72959);
;// CONCATENATED MODULE: ./engine/sqlite/schema.js



const objects = `select type, name, tbl_name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'`;
// A virtual table may be one of an extension that is not here, and whoever asks for its columns is told that.
const columns = `select s.name as tbl, c.name as name, c.type as type, c."notnull" as required, c.dflt_value as usual, c.pk as pk, c.hidden as hidden
  from sqlite_schema s join pragma_table_xinfo(s.name) c
  where s.type = 'table' and s.name not like 'sqlite\\_%' escape '\\' and s.sql not like 'create virtual %'`;
/** What a database that nobody writes to is made of. A table's line has a digest of its SQL, which has its constraints, too. */
async function sqliteSchema(path, signal) {
    const answers = await query(path, [objects, columns], signal);
    const [things = [], fields = []] = answers.map((answer) => requireRows(answer, path));
    return [
        ...things.map(({ type, name, tbl_name: table, sql }) => {
            const text = String(sql ?? '');
            if (type === 'table')
                return (0,schema_line/* schemaLine */.c)(`table ${name}`, `definition ${(0,schema_line/* digestOf */.o)(text)}`);
            return (0,schema_line/* schemaLine */.c)(type === 'view' ? `view ${name}` : `${type} ${name} on ${table}`, text);
        }),
        ...fields.map(({ tbl, name, type, required, usual, pk, hidden }) => (0,schema_line/* schemaLine */.c)(`column ${tbl}.${name}`, [
            String(type).toLowerCase(),
            ...(required === 0n ? [] : ['not null']),
            ...(usual === null ? [] : [`default ${usual}`]),
            ...(pk === 0n ? [] : ['primary key']),
            ...(hidden === 2n || hidden === 3n ? ['generated'] : []),
        ]
            .filter((word) => word !== '')
            .join(' '))),
    ];
}

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./engine/target/path.js
var path = __webpack_require__(96042);
;// CONCATENATED MODULE: ./engine/sqlite/target.js








/** A file to restore into. */
class SqliteTarget extends path/* PathTarget */.x {
    overlap(source) {
        (0,policy/* requireSet */.Ce)(source);
        return isSame((0,external_node_path_.resolve)(source.path), this.path) ? 'same' : 'none';
    }
    admit(_backup, request) {
        return admitSqlite(this.path, request);
    }
    async restore(backup, request) {
        return { findings: await restoreSqlite(backup, this.path, request, this.signal), expected: backup.facts };
    }
    async facts(_like, counted) {
        return (await databaseFacts(this.path, this.signal, counted)).facts;
    }
    check(assertion) {
        return checkSqlite(assertion, this.path, this.signal);
    }
}
function isSame(source, target) {
    const one = (0,external_node_fs_.statSync)(source, { throwIfNoEntry: false });
    const other = (0,external_node_fs_.statSync)(target, { throwIfNoEntry: false });
    if (one && other)
        return one.dev === other.dev && one.ino === other.ino;
    return (0,host_path/* realPath */.Ye)(source) === (0,host_path/* realPath */.Ye)(target);
}

;// CONCATENATED MODULE: ./engine/sqlite/sqlite.js











/** An SQLite database, copied while it is in use. docs/engines.md says how. */
const sqlite = {
    name: 'sqlite',
    can: { selects: undefined, restores: [] },
    async open(source, _bench, signal) {
        (0,host_path/* requireHost */.sq)(source);
        (0,problem/* stopIfAborted */.NI)(signal);
        const path = (0,external_node_path_.resolve)(source.path);
        const sizeBytes = await measure(path);
        tryLive(path);
        return {
            where: 'host',
            server: undefined,
            sizeBytes,
            // It has been opened and read.
            rehearse: async () => undefined,
            dump: () => dumpSqlite(path, signal),
            [Symbol.asyncDispose]: async () => undefined,
        };
    },
    takes: () => false,
    contents: (backup, _by, _bench, signal, required = []) => withCopy(backup, signal, async (path) => {
        const { objects } = (await databaseFacts(path, signal)).facts;
        const kinds = ['table', 'view', 'trigger', 'index'];
        return {
            names: kinds.flatMap((kind) => (objects[kind] ?? []).map((name) => `${kind} ${name}`)),
            missing: missingTables(backup.facts, required),
        };
    }),
    target: async (text, _by, { cwd }, signal) => new SqliteTarget((0,external_node_path_.resolve)(cwd, (0,host_path/* requirePath */.dr)('--into', text, 'an SQLite database', 'file')), signal),
    async sandbox(_dumped, _image, bench, signal) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        return new SqliteTarget((0,external_node_path_.join)(path, 'restored'), signal, remove);
    },
    async rehearsal(_dumped, _image, bench, signal) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        const file = (0,external_node_path_.join)(path, 'restored.sqlite');
        return {
            target: new SqliteTarget(file, signal),
            env: { DATABASE_URL: `file:${file}`, REHEARSAL_PATH: file },
            secrets: [],
            data: { folder: path },
            schema: () => sqliteSchema(file, signal),
            [Symbol.asyncDispose]: remove,
        };
    },
};


/***/ }),

/***/ 96042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ PathTarget)
/* harmony export */ });
/** What the targets have in common that are a path of this machine. */
class PathTarget {
    where;
    name;
    path;
    throwAway;
    signal;
    #remove;
    /** `remove`: of a throw-away one. */
    constructor(path, signal, remove) {
        this.path = path;
        this.where = path;
        this.name = path;
        this.throwAway = remove !== undefined;
        this.signal = signal;
        this.#remove = remove;
    }
    async [Symbol.asyncDispose]() {
        await this.#remove?.();
    }
}


/***/ }),

/***/ 1544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ throwAwayFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _files_remove_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33351);





async function throwAwayFolder({ temporaryDirectory, }) {
    try {
        const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporaryDirectory, 'restore-test-'));
        return { path, remove: () => (0,_files_remove_js__WEBPACK_IMPORTED_MODULE_4__/* .removeTree */ .d)(path) };
    }
    catch (cause) {
        const because = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(cause);
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('sandbox-failed', `nothing can be restored into the temporary directory: ${because}`, {
            hint: 'Set TMPDIR to a writable directory with free space.',
            cause,
        });
    }
}


/***/ })

};
