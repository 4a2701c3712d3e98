export const id = 550931;
export const ids = [550931];
export const modules = {

/***/ 57414:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cli: () => (/* binding */ cli),
/* harmony export */   exitCodeOf: () => (/* binding */ exitCodeOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var _command_admit_admit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4553);
/* harmony import */ var _command_argument_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14927);
/* harmony import */ var _command_option_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62778);
/* harmony import */ var _command_result_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43133);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(35447);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(17973);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(57027);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(14389);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(79148);















/** The one table of exit codes: 0 done, 1 failed, 2 policy or usage, 3 gate, 4 damaged, 5 and 6 a rehearsal, 130 cancelled. */
const exitCodes = {
    'policy-invalid': 2,
    usage: 2,
    'unknown-id': 2,
    'secret-missing': 2,
    'key-missing': 2,
    'key-invalid': 2,
    'key-wrong': 2,
    'target-refused': 2,
    untrusted: 2,
    'tool-missing': 1,
    'tool-version': 1,
    'tool-failed': 1,
    'dump-incomplete': 1,
    'log-gap': 1,
    'source-failed': 1,
    'restore-failed': 1,
    'sandbox-failed': 1,
    'store-missing': 1,
    'store-denied': 1,
    'role-refused': 1,
    'store-exists': 1,
    'store-changed': 1,
    'store-full': 1,
    'store-unavailable': 1,
    'store-failed': 1,
    'object-missing': 4,
    'object-archived': 1,
    'lease-held': 1,
    'lease-abandoned': 1,
    'retention-refused': 1,
    'run-failed': 1,
    'proof-overdue': 1,
    'github-failed': 1,
    'channel-failed': 1,
    'gate-unmet': 3,
    'migration-failed': 5,
    'migration-unfit': 6,
    'object-damaged': 4,
    'manifest-damaged': 4,
    'manifest-foreign': 4,
    'proof-failed': 4,
    cancelled: 130,
};
/** Of several failures, the gravest decides. */
const gravity = [130, 4, 1, 5, 6, 3, 2];
function exitCodeOf(problems) {
    const codes = problems.map((problem) => ((0,_problem_js__WEBPACK_IMPORTED_MODULE_9__/* .isProblem */ .AN)(problem) ? exitCodes[problem.code] : 1));
    return gravity.find((code) => codes.includes(code)) ?? 0;
}
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** The command line: reads arguments, runs one command, prints its result to stdout and the rest to stderr. */
async function cli() {
    (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .tuneProcess */ .wl)(process.env);
    const cancel = new AbortController();
    const hurry = new AbortController();
    let cancelledAtMs = Number.POSITIVE_INFINITY;
    for (const name of signals) {
        process.on(name, () => {
            // One press of a key comes twice where npx or timeout(1) passes it on, too: only a later one is a second.
            if (performance.now() - cancelledAtMs > 1000) {
                hurry.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('cancelled', `cancelled again by ${name}`));
                if (name === 'SIGINT')
                    endNow(130);
            }
            if (cancel.signal.aborted)
                return;
            cancelledAtMs = performance.now();
            cancel.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_9__/* .Problem */ .AF('cancelled', `cancelled by ${name}`));
        });
    }
    let unwritten;
    const broken = new Set();
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', (error) => {
            broken.add(stream);
            // A reader that has gone (`| head`) has what it wanted; a full disk does not.
            if (error.code !== 'EPIPE')
                unwritten ??= error;
        });
    }
    const code = await main(process.argv.slice(2), cancel.signal, hurry.signal);
    // What a pipe has not taken yet must not be dropped.
    for (const stream of [process.stdout, process.stderr])
        if (!broken.has(stream))
            await new Promise((resolve) => stream.write('', resolve));
    if (unwritten)
        process.stderr.write(`error: the output could not be written: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_13__/* .reasonOf */ .A3)(unwritten)}\n`);
    process.exitCode = unwritten && code === 0 ? 1 : code;
    (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .endByItself */ .a8)(signals, () => process.exit());
}
function endNow(code) {
    process.exitCode = code;
    (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .becomeExit */ .YP)();
    process.exit();
}
async function main(args, signal, hurry) {
    const masks = (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .makeMask */ .lb)((form) => {
        if (onRunner())
            process.stderr.write(`::add-mask::${escapeData(form)}\n`);
    });
    // Node would print it without redaction.
    process.on('uncaughtException', (error) => {
        explain(error, masks.redact);
        process.exit(1);
    });
    const json = args.includes('--json');
    const shown = new _world_js__WEBPACK_IMPORTED_MODULE_14__/* .ShownFaults */ .zS();
    try {
        const parsed = (0,_command_argument_js__WEBPACK_IMPORTED_MODULE_5__/* .parse */ .q)(args);
        if (parsed.kind === 'text')
            return print(parsed.text);
        const { quiet = false } = parsed.options;
        const world = { ...makeWorld(args, signal, masks, { quiet, shown }), hurry };
        const result = await (0,_command_admit_admit_js__WEBPACK_IMPORTED_MODULE_4__/* .perform */ .y)(world, parsed.command, parsed.options);
        show(result, json, masks.redact, (0,_command_option_js__WEBPACK_IMPORTED_MODULE_6__/* .detailOf */ .Rw)(parsed.options));
        for (const problem of (0,_command_result_js__WEBPACK_IMPORTED_MODULE_7__/* .untold */ .r_)(result))
            explain(problem, masks.redact, shown);
        return exitCodeOf(result.problems);
    }
    catch (error) {
        if (json)
            print(jsonText((0,_command_result_js__WEBPACK_IMPORTED_MODULE_7__/* .failureJson */ .PM)(error), masks.redact));
        explain(error, masks.redact, shown);
        return exitCodeOf([error]);
    }
}
/** The value of a workflow command: of a secret of several lines, the runner would print all but the first. */
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function show(result, json, redact, detail) {
    const style = { colour: colour(process.stdout), width: process.stdout.columns ?? 100, detail };
    const text = json ? jsonText(result.json, redact) : (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .inert */ .tJ)(redact(result.text(style)), onRunner());
    if (text !== '')
        print(text);
}
/** One document. No line of it begins a command to a runner; the older form, which begins anywhere, is written otherwise. */
function jsonText(value, redact) {
    return JSON.stringify((0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .redactAll */ .$I)(value, redact), null, 2).replaceAll('##[', '#\\u0023[');
}
function onRunner() {
    return process.env['GITHUB_ACTIONS'] === 'true';
}
function print(text) {
    try {
        process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    }
    catch (error) {
        // Deno throws what Node emits, and never says of a later write that it is done.
        process.stdout.emit('error', error);
    }
    return 0;
}
/** A failure for a person, on stderr; anything but a Problem is a bug and shows its stack. */
function explain(error, redact, shown) {
    const paint = colour(process.stderr);
    const say = (text) => process.stderr.write(`${(0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .inert */ .tJ)(redact(text), onRunner())}\n`);
    const red = (text) => (paint ? (0,node_util__WEBPACK_IMPORTED_MODULE_3__.styleText)('red', text, { validateStream: false }) : text);
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_9__/* .isProblem */ .AN)(error)) {
        say(`${red('bug:')} ${error instanceof Error ? error.stack : String(error)}`);
        say('This is a bug in backproof itself: please report it with the lines above.');
        return;
    }
    const count = shown?.countOf(error);
    say(`${red('error:')} ${count ?? error.message}`);
    if (error.hint && count === undefined)
        say(`  ${error.hint}`);
}
function colour(stream) {
    return stream.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}
function makeWorld(args, signal, masks, said) {
    const { env } = process;
    return {
        env,
        arguments: args,
        cwd: process.cwd(),
        ...programOf(),
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        signal,
        log: terminalLog(masks.redact, said),
        ...masks,
        cacheDirectory: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['XDG_CACHE_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home(), '.cache'), 'backproof'),
        stateDirectory: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['XDG_STATE_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home(), '.local', 'state'), 'backproof'),
        temporaryDirectory: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(),
        services: (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .parseServices */ .En)(env['BACKPROOF_SERVICES']),
        runId: (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .makeRunId */ .fN)(),
        versions: { backproof: _world_js__WEBPACK_IMPORTED_MODULE_14__/* .version */ .rE, node: process.versions.node },
        origin: (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .originOf */ .yv)(env, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)(), userName()),
        ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: questions(signal) } : {}),
        footing: _trust_trust_js__WEBPACK_IMPORTED_MODULE_12__/* .unjudged */ .bC,
    };
}
/** On the terminal. Its reader is loaded, and made, with the first question. */
function questions(signal) {
    let ask;
    return async (question) => {
        const { makeAsk } = await __webpack_require__.e(/* import() */ 371382).then(__webpack_require__.bind(__webpack_require__, 59771));
        ask ??= makeAsk(process.stdin, process.stderr, signal);
        return ask(question);
    };
}
/** The interpreter and the file that it runs, the links of a PATH followed: what a crontab has to name. */
function programOf() {
    const [, file] = process.argv;
    if (file === undefined || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file))
        return {};
    const words = 'Deno' in globalThis ? ['run', '--allow-all'] : [];
    return { program: [process.execPath, ...words, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(file)] };
}
/** A user without an entry in the password file has no home; the cache may be anywhere. */
function home() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)();
    }
    catch {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)();
    }
}
function terminalLog(redact, { quiet, shown }) {
    const { stderr } = process;
    const clear = () => stderr.isTTY && stderr.write('\r\u001b[K');
    const line = (text) => {
        clear();
        stderr.write(`${(0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .inert */ .tJ)(redact(text), onRunner())}\n`);
    };
    const show = (look) => {
        if (!stderr.isTTY)
            return line((0,_report_report_js__WEBPACK_IMPORTED_MODULE_11__/* .progressLine */ .oz)(look).replaceAll('\n', ' '));
        // The last column stays free: a terminal may begin a new line once it is written.
        const width = (stderr.columns || 80) - 1;
        const what = redact(look.step.what).replaceAll('\n', ' ');
        const text = (0,_world_js__WEBPACK_IMPORTED_MODULE_14__/* .inert */ .tJ)((0,_report_report_js__WEBPACK_IMPORTED_MODULE_11__/* .progressLine */ .oz)({ ...look, step: { ...look.step, what } }, width), onRunner());
        clear();
        stderr.write(text.slice(0, width));
    };
    const progress = new _progress_js__WEBPACK_IMPORTED_MODULE_10__/* .Progress */ .ke(show, stderr.isTTY ? 200 : _progress_js__WEBPACK_IMPORTED_MODULE_10__/* .heartbeatMs */ .fO, () => void clear());
    return {
        info: quiet ? () => { } : line,
        warning: (message) => line(`warning: ${message}`),
        error: (message) => line(`error: ${message}`),
        async group(name, body) {
            if (!quiet)
                line(name);
            try {
                return await body();
            }
            finally {
                clear();
            }
        },
        fault(fault) {
            shown.add(fault);
            const { file, text, finding } = fault;
            const { line: at, column, message, hint } = finding;
            const frame = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_8__/* .codeFrame */ .lS)(text, finding, { colour: colour(stderr) });
            line(`${file}:${at}:${column}: ${message}\n${frame}${hint ? `\n  ${hint}` : ''}\n`);
        },
        progress: (step) => (quiet ? { [Symbol.dispose]() { } } : progress.begin(step)),
    };
}
/** undefined: the machine has no name for the user that runs this, as in a container with an arbitrary user. */
function userName() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username;
    }
    catch {
        return undefined;
    }
}
if (import.meta.main)
    await cli();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
