export const id = 720;
export const ids = [720];
export const modules = {

/***/ 7720:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cli: () => (/* binding */ cli),
/* harmony export */   exitCodeOf: () => (/* binding */ exitCodeOf),
/* harmony export */   parse: () => (/* binding */ parse)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _command_all_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6183);
/* harmony import */ var _command_option_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(311);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7177);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1430);








/** The one table of exit codes: 0 done, 1 failed, 2 policy or usage, 3 gate, 4 damaged, 130 cancelled. */
const exitCodes = {
    'policy-invalid': 2,
    usage: 2,
    'unknown-id': 2,
    'secret-missing': 2,
    'key-missing': 2,
    'key-invalid': 2,
    'target-refused': 2,
    'tool-missing': 1,
    'tool-version': 1,
    'tool-failed': 1,
    'dump-incomplete': 1,
    'source-failed': 1,
    'restore-failed': 1,
    'sandbox-failed': 1,
    'store-missing': 1,
    'store-denied': 1,
    'store-exists': 1,
    'store-changed': 1,
    'store-full': 1,
    'store-unavailable': 1,
    'store-failed': 1,
    'object-missing': 4,
    'object-archived': 1,
    'lease-held': 1,
    'retention-refused': 1,
    'run-failed': 1,
    'github-failed': 1,
    'gate-unmet': 3,
    'key-wrong': 4,
    'object-damaged': 4,
    'manifest-damaged': 4,
    'manifest-foreign': 4,
    'proof-failed': 4,
    cancelled: 130,
};
/** Of several failures, the gravest decides. */
const gravity = [130, 4, 1, 3, 2];
function exitCodeOf(problems) {
    const codes = problems.map((problem) => ((0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(problem) ? exitCodes[problem.code] : 1));
    return gravity.find((code) => codes.includes(code)) ?? 0;
}
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** The command line: reads arguments, runs one command, prints its result to stdout and the rest to stderr. */
async function cli() {
    (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .tuneProcess */ .wl)();
    const cancel = new AbortController();
    let cancelledAtMs = Number.POSITIVE_INFINITY;
    for (const name of signals) {
        process.on(name, () => {
            // One press of a key comes twice where npx or timeout(1) passes it on, too: only a later one is a second.
            if (name === 'SIGINT' && performance.now() - cancelledAtMs > 1000)
                process.exit(130);
            if (cancel.signal.aborted)
                return;
            cancelledAtMs = performance.now();
            cancel.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('cancelled', `cancelled by ${name}`));
        });
    }
    let unwritten;
    const broken = new Set();
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', (error) => {
            broken.add(stream);
            // A reader that has gone (`| head`) has what it wanted; a full disk has not.
            if (error.code !== 'EPIPE')
                unwritten ??= error;
        });
    }
    const code = await main(process.argv.slice(2), cancel.signal);
    // What a pipe has not taken yet must not be dropped.
    for (const stream of [process.stdout, process.stderr])
        if (!broken.has(stream))
            await new Promise((resolve) => stream.write('', resolve));
    if (unwritten)
        process.stderr.write(`error: the output could not be written: ${unwritten.message}\n`);
    process.exitCode = unwritten && code === 0 ? 1 : code;
    (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .endByItself */ .a8)(signals, () => process.exit());
}
async function main(args, signal) {
    const masks = (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .makeMask */ .lb)((form) => {
        if (onRunner())
            process.stderr.write(`::add-mask::${escapeData(form)}\n`);
    });
    // What Node would print of it by itself would not be redacted.
    process.on('uncaughtException', (error) => {
        explain(error, masks.redact);
        process.exit(1);
    });
    const json = args.includes('--json');
    try {
        const parsed = parse(args);
        if (parsed.kind === 'text')
            return print(parsed.text);
        const world = makeWorld(args, signal, masks);
        const run = await _command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .commands */ .Pi[parsed.command].load();
        const result = await run(world, parsed.options);
        show(result, json, masks.redact);
        // Where the text names them all, a bug still shows its stack.
        for (const problem of result.problems)
            if (!result.named || !(0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(problem))
                explain(problem, masks.redact);
        return exitCodeOf(result.problems);
    }
    catch (error) {
        if (json)
            print(jsonText((0,_command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .failureJson */ .PM)(error), masks.redact));
        explain(error, masks.redact);
        return exitCodeOf([error]);
    }
}
/** The value of a workflow command: of a secret of several lines, the runner would print all but the first. */
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function show(result, json, redact) {
    const style = { colour: colour(process.stdout), width: process.stdout.columns ?? 100 };
    print(json ? jsonText(result.json, redact) : (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)(redact(result.text(style)), onRunner()));
}
/** One document. No line of it begins a command to a runner; the older form, which begins anywhere, is written otherwise. */
function jsonText(value, redact) {
    return JSON.stringify((0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .redactAll */ .$I)(value, redact), null, 2).replaceAll('##[', '#\\u0023[');
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
function explain(error, redact) {
    const paint = colour(process.stderr);
    const say = (text) => process.stderr.write(`${(0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)(redact(text), onRunner())}\n`);
    const red = (text) => (paint ? (0,node_util__WEBPACK_IMPORTED_MODULE_2__.styleText)('red', text, { validateStream: false }) : text);
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(error)) {
        say(`${red('bug:')} ${error instanceof Error ? error.stack : String(error)}`);
        say('This is a mistake in restorable itself: please report it with the lines above.');
        return;
    }
    say(`${red('error:')} ${error.message}`);
    if (error.hint)
        say(`  ${error.hint}`);
}
function colour(stream) {
    return stream.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}
function makeWorld(args, signal, masks) {
    const { env } = process;
    return {
        env,
        arguments: args,
        cwd: process.cwd(),
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        signal,
        log: terminalLog(masks.redact),
        ...masks,
        cacheDirectory: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(env['XDG_CACHE_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home(), '.cache'), 'restorable'),
        temporaryDirectory: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)(),
        services: (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .parseServices */ .En)(env['RESTORABLE_SERVICES']),
        runId: (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .makeRunId */ .fN)(),
        versions: { restorable: _world_js__WEBPACK_IMPORTED_MODULE_7__/* .version */ .rE, node: process.versions.node },
        origin: (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .originOf */ .yv)(env, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()),
    };
}
/** A user without an entry in the password file has no home; the cache may be anywhere. */
function home() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)();
    }
    catch {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)();
    }
}
function terminalLog(redact) {
    const { stderr } = process;
    const clear = () => stderr.isTTY && stderr.write('\r\u001b[K');
    const line = (text) => {
        clear();
        stderr.write(`${(0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)(redact(text), onRunner())}\n`);
    };
    return {
        info: line,
        warning: (message) => line(`warning: ${message}`),
        error: (message) => line(`error: ${message}`),
        async group(name, body) {
            line(name);
            try {
                return await body();
            }
            finally {
                clear();
            }
        },
        fault({ file, text, finding }) {
            const { line: at, column, message, hint } = finding;
            const frame = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .codeFrame */ .lS)(text, finding, { colour: colour(stderr) });
            line(`${file}:${at}:${column}: ${message}\n${frame}${hint ? `\n  ${hint}` : ''}\n`);
        },
        progress(text) {
            if (!stderr.isTTY)
                return;
            clear();
            const line = (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .inert */ .tJ)(redact(text), false).replaceAll('\n', ' ');
            stderr.write(line.slice(0, (stderr.columns ?? 80) - 1));
        },
    };
}
/** What was asked for; throws `usage` with what to type instead. */
function parse(args) {
    const [first, ...rest] = args;
    if (first === '--version' || first === '-V')
        return { kind: 'text', text: _world_js__WEBPACK_IMPORTED_MODULE_7__/* .version */ .rE };
    if (first === undefined || first === 'help' || first === '--help' || first === '-h')
        return { kind: 'text', text: overview() };
    if (first.startsWith('-')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `the command stands first, before ${first.split('=')[0]}`, {
            hint: 'Type `restorable COMMAND [options]`; `restorable --help` lists the commands.',
        });
    }
    if (!(0,_command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .isCommand */ .y9)(first)) {
        const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .pA)(first, Object.keys(_command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .commands */ .Pi));
        const hint = near ? `Did you mean ${near}?` : 'Type `restorable --help`.';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${first} is not a command`, { hint });
    }
    const known = (0,_command_option_js__WEBPACK_IMPORTED_MODULE_4__/* .optionsOf */ .c)(first);
    const spec = Object.fromEntries([
        ...known.map(({ name, kind }) => [
            name,
            { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'many' },
        ]),
        ['help', { type: 'boolean', short: 'h' }],
    ]);
    try {
        const { values, positionals } = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.parseArgs)({ args: rest, options: spec, allowPositionals: true, strict: true });
        if (values['help'])
            return { kind: 'text', text: helpOf(first) };
        // "$ID" of a shell that has none would otherwise mean the newest.
        const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
        if (empty)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${first}: --${empty[0]} is empty`, { hint: 'Give it a value, or leave it out.' });
        const [stray] = first === 'keys' ? [] : positionals;
        if (stray !== undefined)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${first} takes no argument ${stray}`, {
                hint: `Type \`restorable ${first} --help\`.`,
            });
        return { kind: 'command', command: first, options: { ...values, words: positionals } };
    }
    catch (cause) {
        if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_6__/* .isProblem */ .AN)(cause))
            throw cause;
        const said = /'(--?[^' ]+)/.exec(cause.message)?.[1];
        const names = known.map(({ name }) => name);
        const typed = said?.replace(/^-+/, '') ?? '';
        const near = names.includes(typed) ? undefined : (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .pA)(typed, names);
        const hint = near ? `Did you mean --${near}?` : `Type \`restorable ${first} --help\`.`;
        const message = cause.message.split('. ')[0] ?? '';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_6__/* .Problem */ .AF('usage', `${first}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, { hint, cause });
    }
}
function overview() {
    const width = Math.max(...Object.keys(_command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .commands */ .Pi).map((name) => name.length));
    const lines = Object.entries(_command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .commands */ .Pi).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
    return [
        'Backups as policy, restores as proof.',
        '',
        'Usage: restorable <command> [options]',
        '',
        ...lines,
        '',
        'Type `restorable <command> --help` for its options and examples.',
        'Exit codes: 0 done, 1 an operation failed, 2 policy or usage, 3 a gate is not met, 4 a backup or its proof is',
        'damaged, 130 cancelled.',
    ].join('\n');
}
function helpOf(command) {
    const { summary, examples } = _command_all_js__WEBPACK_IMPORTED_MODULE_3__/* .commands */ .Pi[command];
    const named = (0,_command_option_js__WEBPACK_IMPORTED_MODULE_4__/* .optionsOf */ .c)(command).map(({ name, value, description }) => [`--${name}${value ? ` ${value}` : ''}`, description]);
    const width = Math.max(...named.map(([name]) => name.length));
    return [
        `${summary}.`,
        '',
        `Usage: restorable ${command}${command === 'keys' ? ' generate' : ''} [options]`,
        '',
        ...named.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`),
        '',
        'Examples:',
        ...examples.map((example) => `  ${example}`),
    ].join('\n');
}
if (import.meta.main)
    await cli();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
