export const id = 92;
export const ids = [92];
export const modules = {

/***/ 6711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ containerPort),
  SW: () => (/* reexport */ dockerExec),
  AY: () => (/* reexport */ dockerRun),
  g5: () => (/* reexport */ failureOf),
  hm: () => (/* reexport */ feed),
  pp: () => (/* reexport */ hasDocker),
  Vo: () => (/* reexport */ hostRuntime),
  w$: () => (/* reexport */ lastLines),
  Bf: () => (/* reexport */ runningContainer),
  OT: () => (/* reexport */ startSandbox),
  V5: () => (/* reexport */ sweepContainers),
  Qq: () => (/* reexport */ text_text)
});

// UNUSED EXPORTS: redact

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/runtime/redact.js
/** The text with every secret replaced, also where a program shows it decoded or URL-encoded. */
function redact(text, secrets) {
    const forms = new Set(secrets.flatMap(spellings).filter((form) => form !== ''));
    // The longest first: a secret that contains another must not be left half shown.
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
function spellings(secret) {
    return [secret, encodeURIComponent(secret), encodeURI(secret), decoded(secret)];
}
function decoded(secret) {
    try {
        return decodeURIComponent(secret);
    }
    catch {
        return secret;
    }
}

;// CONCATENATED MODULE: ./build/js/runtime/failure.js


/** What is known of the program behind a Problem; undefined where no program ended badly. */
function failureOf(error) {
    if (!(0,problem/* isProblem */.AN)(error))
        return undefined;
    const cause = error.cause;
    return cause?.kind === 'failure' ? cause : undefined;
}
function toolFailed(failure, where) {
    const how = failure.killedBy === undefined ? `exit ${failure.exitCode ?? 'unknown'}` : `killed by ${failure.killedBy}`;
    const said = lastLines(failure.stderr);
    const message = `${failure.program} failed in ${where} (${how})${said === '' ? ', saying nothing' : `: ${said}`}`;
    return new problem/* Problem */.AF('tool-failed', message, { cause: failure });
}
const shownLines = 5;
const shownCharacters = 1000;
/** The last lines as one line, for a message. */
function lastLines(stderr) {
    const lines = stderr.split(/[\r\n]+/).map((line) => line.trim());
    const last = lines.filter((line) => line !== '').slice(-shownLines);
    const text = last.join(' / ').replace(/\.$/, '');
    return text.length > shownCharacters ? `...${text.slice(-shownCharacters)}` : text;
}
const tailBytes = 64 * 1024;
/** Keeps the end of stderr in bounded memory. */
function tail(command) {
    let kept = [];
    let size = 0;
    let cut = false;
    return {
        add(chunk) {
            kept.push(chunk);
            size += chunk.length;
            if (size <= 2 * tailBytes)
                return;
            kept = [Buffer.concat(kept).subarray(-tailBytes)];
            size = tailBytes;
            cut = true;
        },
        text() {
            const whole = Buffer.concat(kept).toString('utf8');
            // A secret may have been cut in two: the first line of a cut text is not shown.
            return redact(cut ? whole.slice(whole.indexOf('\n') + 1) : whole, command.secrets ?? []);
        },
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/js/runtime/child.js




/** Milliseconds between asking a process to end and killing it. */
const graceMs = 5000;
const stdoutBuffer = 1024 * 1024;
/** Starts a program: the only place that does. See Child for what its streams promise. */
function launch(command, how, signal) {
    if (signal.aborted)
        return stillborn((0,problem/* cancelled */.KW)(signal));
    let local;
    try {
        local = (0,external_node_child_process_.spawn)(how.file, how.args, {
            env: { ...how.env },
            // Its own process group: stopping it takes every process that it started along.
            detached: true,
            stdio: [command.stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
        });
    }
    catch (error) {
        return stillborn(new problem/* Problem */.AF('tool-failed', `${command.program} cannot be started in ${how.where}: ${said(error)}`));
    }
    return follow(local, command, how, signal);
}
function follow(local, command, how, signal) {
    const errors = tail(command);
    let stopped;
    let settled = false;
    const stop = (because) => {
        if (settled || stopped !== undefined)
            return;
        const done = end(local, how);
        done.catch(() => undefined);
        stopped = { because, done };
    };
    const stdout = new external_node_stream_.Readable({
        highWaterMark: stdoutBuffer,
        read: () => void local.stdout?.resume(),
        destroy: (error, callback) => {
            const because = 'its output was not read to the end';
            if (!settled)
                stop((0,problem/* isProblem */.AN)(error) ? error : stoppedBecause(because, command, how, error));
            callback(error);
        },
    });
    // A reader gets the error through its own listener; one who has gone must not crash the process.
    stdout.on('error', () => undefined);
    local.stdout?.on('data', (chunk) => {
        if (!stdout.push(chunk))
            local.stdout?.pause();
    });
    local.stderr?.on('data', (chunk) => errors.add(chunk));
    local.stdout?.on('error', () => undefined);
    local.stderr?.on('error', () => undefined);
    const stdin = local.stdin ?? closedInput();
    // A program that ends early breaks the pipe: `ended` tells why, better than EPIPE.
    stdin.on('error', () => undefined);
    // What a failed program started may hold its output open for ever.
    local.once('exit', (code) => void (code === 0 || kill(local, 'SIGKILL')));
    const onAbort = () => stop((0,problem/* cancelled */.KW)(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    const outcome = async () => {
        const { error, exitCode, killedBy } = await child_closed(local);
        if (error !== undefined)
            throw isMissing(error) ? how.missing : new problem/* Problem */.AF('tool-failed', said(error));
        if (stopped !== undefined) {
            await stopped.done;
            await how.halt?.(() => false);
            throw stopped.because;
        }
        kill(local, 'SIGKILL');
        const stderr = errors.text();
        if (exitCode === 0)
            return stderr;
        const failure = { kind: 'failure', program: command.program, exitCode, killedBy, stderr };
        throw how.explain(failure) ?? toolFailed(failure, how.where);
    };
    const settle = () => {
        settled = true;
        signal.removeEventListener('abort', onAbort);
    };
    const ended = outcome().then((stderr) => {
        settle();
        stdout.push(null);
        return stderr;
    }, (error) => {
        settle();
        stdout.destroy(error);
        throw error;
    });
    // Whoever only reads stdout hears of the failure there.
    ended.catch(() => undefined);
    return { stdin, stdout, ended };
}
async function end(local, how) {
    try {
        // First inside: a program in a container would take the closing of its input for the end of the data.
        await how.halt?.(() => isAlive(local));
    }
    finally {
        kill(local, 'SIGTERM');
        const force = setTimeout(() => kill(local, 'SIGKILL'), graceMs);
        const gone = () => {
            clearTimeout(force);
            kill(local, 'SIGKILL');
            local.stdout?.destroy();
            local.stderr?.destroy();
        };
        if (isAlive(local))
            local.once('exit', gone);
        else
            gone();
        // Output that nobody reads any more must not keep the process from ending.
        local.stdout?.removeAllListeners('data');
        local.stdout?.resume();
    }
}
function isAlive(local) {
    return local.pid !== undefined && local.exitCode === null && local.signalCode === null;
}
/** Signals the whole process group. A group that is gone already is what was wanted. */
function kill(local, name) {
    if (local.pid === undefined)
        return;
    try {
        process.kill(-local.pid, name);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
/** After exit, and after the last process that holds the output has closed it. */
function child_closed(local) {
    return new Promise((resolve) => {
        local.once('error', (error) => {
            if (local.pid === undefined)
                resolve({ error });
        });
        local.once('close', (code, name) => {
            resolve({ ...(code === null ? {} : { exitCode: code }), ...(name === null ? {} : { killedBy: name }) });
        });
    });
}
function stoppedBecause(because, command, how, cause) {
    return new problem/* Problem */.AF('tool-failed', `${command.program} was stopped in ${how.where}: ${because}`, { cause });
}
function isMissing(error) {
    return error.code === 'ENOENT';
}
function said(error) {
    return error instanceof Error ? error.message : String(error);
}
function closedInput() {
    return new external_node_stream_.Writable({ write: (_chunk, _encoding, callback) => callback(new Error('stdin was not asked to be open')) });
}
function stillborn(because) {
    const ended = Promise.reject(because);
    ended.catch(() => undefined);
    const stdout = new external_node_stream_.Readable({ read: () => undefined });
    stdout.on('error', () => undefined);
    stdout.destroy(because);
    const stdin = closedInput();
    stdin.on('error', () => undefined);
    return { stdin, stdout, ended };
}

;// CONCATENATED MODULE: ./build/js/runtime/host.js


/** Runs programs on this machine, each in a process group of its own. */
function hostRuntime(options) {
    return {
        where: 'host',
        spawn: (command, signal) => launch(command, {
            where: 'host',
            file: command.program,
            args: command.args,
            env: { ...options.env, ...command.env },
            explain: () => undefined,
            missing: new problem/* Problem */.AF('tool-missing', `${command.program} is not installed on the host`, {
                hint: packageHint(command.program),
            }),
        }, signal),
        reach: (server) => server,
    };
}
function packageHint(program) {
    if (/^(pg_|psql)/.test(program)) {
        return "Install postgresql-client of the server's major version, or say tools: { image: postgres:<major> }.";
    }
    if (program === 'docker')
        return 'Install Docker, or say tools: host.';
    return `Install ${program}, or add the directory that holds it to PATH.`;
}

;// CONCATENATED MODULE: ./build/js/runtime/text.js

const limitBytes = 64 * 1024 * 1024;
/**
 * Runs a command and gives what it wrote to stdout, as UTF-8.
 * @throws Problem `tool-failed` as of Child, or if it writes more than 64 MiB.
 */
async function text_text(runtime, command, signal) {
    const child = runtime.spawn(command, signal);
    const chunks = [];
    let size = 0;
    for await (const chunk of child.stdout) {
        size += chunk.length;
        if (size > limitBytes) {
            child.stdout.destroy();
            await child.ended.catch(() => undefined);
            const message = `${command.program} in ${runtime.where} wrote more than ${limitBytes / 1024 / 1024} MiB`;
            throw new problem/* Problem */.AF('tool-failed', message);
        }
        chunks.push(chunk);
    }
    await child.ended;
    return Buffer.concat(chunks).toString('utf8');
}
/**
 * Runs a command with the body as its stdin and gives the end of its stderr. What it writes to stdout is discarded.
 * The program is killed before its input is closed if the body errors: it must never take half an input for a whole one.
 * @throws the body's error, or `tool-failed` as of Child.
 */
async function feed(runtime, command, body, signal) {
    const mine = new AbortController();
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    child.stdout.resume();
    const input = pour(body, child.stdin).then(() => true, (error) => {
        mine.abort((0,problem/* isProblem */.AN)(error)
            ? error
            : new problem/* Problem */.AF('tool-failed', `the input of ${command.program} broke off`, { cause: error }));
        return false;
    });
    try {
        return await child.ended;
    }
    finally {
        body.destroy();
        await input;
    }
}
async function pour(body, stdin) {
    for await (const chunk of body) {
        // The program has ended: its exit code says whether that was right.
        if (stdin.destroyed === true)
            return;
        if (!stdin.write(chunk))
            await drained(stdin);
    }
    stdin.end();
}
function drained(stdin) {
    return new Promise((resolve) => {
        const done = () => {
            stdin.removeListener('drain', done);
            stdin.removeListener('close', done);
            resolve();
        };
        stdin.once('drain', done);
        stdin.once('close', done);
    });
}

;// CONCATENATED MODULE: ./build/js/runtime/docker.js




/** Runs the docker client and gives its stdout. */
function docker(args, env, signal, more = {}) {
    return text_text(hostRuntime({ env }), { program: 'docker', args, env: more, secrets: secretsIn(more) }, signal);
}
/** `-e NAME` for each: the value goes from the client's environment, so that no argument list shows it. */
function environmentFlags(env) {
    return Object.keys(env).flatMap((name) => ['-e', name]);
}
/** The values that a message must not show. */
function secretsIn(env) {
    return Object.entries(env).flatMap(([name, value]) => (/pass|secret|key|token/i.test(name) ? [value] : []));
}
/** A signal for cleaning up, which must happen although the run's own signal has fired. */
function cleanupSignal() {
    return AbortSignal.timeout(60_000);
}
/** Removes a container with its anonymous volumes. False if there was none, which is what was wanted. */
async function removeContainer(name, env) {
    const signal = cleanupSignal();
    for (;;) {
        try {
            // It says the name of what it removed, and nothing of what does not exist.
            return (await docker(['rm', '-f', '-v', name], env, signal)).trim() !== '';
        }
        catch (error) {
            if (isGone(error))
                return false;
            // Docker is removing it by itself (--rm): wait until it has.
            if (!/already in progress/.test(failureOf(error)?.stderr ?? ''))
                throw error;
            await pause(100);
        }
    }
}
/**
 * Tries to end what a docker client has asked for, until something was there to end or the client has gone. A client
 * that is stopped while the daemon starts its container would leave it behind: it is given some seconds.
 */
async function whileStarting(attempt, isAlive) {
    for (let tries = 0; tries < 30; tries++) {
        if (await attempt())
            return;
        if (!isAlive())
            break;
        await pause(100);
    }
    // The daemon may yet do what a client asked for that has gone.
    await pause(300);
    await attempt();
}
function isGone(error) {
    return /no such container|is not running/i.test(failureOf(error)?.stderr ?? '');
}
function pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
const dockerMissing = new problem/* Problem */.AF('tool-missing', 'docker is not installed on the host', {
    hint: 'Install Docker, or say tools: host.',
});
/** What docker's own failures mean, for a command that ran in a container. */
function explainDocker(where, name) {
    return (failure) => {
        const { stderr, program } = failure;
        if (/cannot connect to the docker daemon|is the docker daemon running/i.test(stderr)) {
            return new problem/* Problem */.AF('tool-missing', `docker does not answer, for ${where}`, {
                hint: 'Start Docker, or say tools: host.',
                cause: failure,
            });
        }
        if (/no such container|is not running/i.test(stderr) && failure.exitCode === 1) {
            return new problem/* Problem */.AF('tool-missing', `there is no running container ${name}`, {
                hint: 'Name a service container of the job, or say tools: { image: ... }.',
                cause: failure,
            });
        }
        if (failure.exitCode === 125 &&
            /unable to find image|pull access denied|manifest unknown|not found/i.test(stderr)) {
            return new problem/* Problem */.AF('tool-missing', `image ${name} cannot be pulled: ${lastLine(stderr)}`, {
                hint: 'Check the name of the image, or log in to its registry first.',
                cause: failure,
            });
        }
        if ((failure.exitCode === 126 || failure.exitCode === 127) && /no such file|not found/i.test(stderr)) {
            const [, missing = program] = /([\w./-]+): (?:command )?not found\s*$/.exec(stderr) ?? [];
            return new problem/* Problem */.AF('tool-missing', `${missing} does not exist in ${where}`, {
                hint: `Use an image that has ${missing}${/^(pg_|psql)/.test(missing) ? ', such as postgres:<major>' : ''}.`,
                cause: failure,
            });
        }
        return undefined;
    };
}
function lastLine(stderr) {
    const lines = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^See 'docker/.test(line) && !/--help/.test(line));
    return lines.at(-1)?.trim() ?? 'no reason given';
}
/** True if this machine has docker and its daemon answers. */
async function hasDocker(env, signal) {
    try {
        await docker(['version', '--format', '{{.Server.Version}}'], env, signal);
        return true;
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-failed'))
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/runtime/docker-exec.js




/**
 * Runs programs in a running container. Their environment carries a mark by which they, and all that they started, are
 * found again: ending the docker client does not end what it started.
 */
function dockerExec(options) {
    const { name, service, baseEnv } = options;
    const where = `docker exec ${name}`;
    return {
        where,
        spawn: (command, signal) => {
            const mark = (0,external_node_crypto_.randomUUID)();
            const env = { ...command.env, RESTORABLE_MARK: mark };
            const input = command.stdin === 'open' ? ['-i'] : [];
            return launch(command, {
                where,
                file: 'docker',
                // By a shell, because docker itself writes to stdout that it cannot find a program.
                args: ['exec', ...input, ...environmentFlags(env), service.id, ...viaShell, command.program, ...command.args],
                env: { ...baseEnv, ...env },
                halt: (isAlive) => whileStarting(() => halt(service.id, mark, where, baseEnv), isAlive),
                explain: explainDocker(where, name),
                missing: dockerMissing,
            }, signal);
        },
        reach: (server) => reachFromInside(server, name, service),
    };
}
const viaShell = ['sh', '-c', 'exec "$@"', 'sh'];
const local = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0']);
function reachFromInside(server, name, service) {
    if (server.host === name)
        return { host: '127.0.0.1', port: server.port };
    if (!local.has(server.host))
        return server;
    const mapped = containerPort(service, server.port);
    return mapped === undefined ? server : { host: '127.0.0.1', port: mapped };
}
/** The container's own port behind a port of the host; undefined where none is mapped to it. */
function containerPort(service, hostPort) {
    const entry = Object.entries(service.ports ?? {}).find(([, port]) => Number(port) === hostPort);
    return entry === undefined ? undefined : Number.parseInt(entry[0], 10);
}
// Prints how many processes with the mark it has signalled. Without ps, which official images do not have.
const signalMarked = `n=0
for file in $(grep -ls -e "RESTORABLE_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${file#/proc/}
  kill -s "$2" "\${pid%/environ}" 2>/dev/null && n=$((n+1))
done
echo "$n"`;
const docker_exec_graceMs = 5000;
const limitMs = 30_000;
/** Ends every process with the mark. False if there was none. */
async function halt(id, mark, where, env) {
    const signal = cleanupSignal();
    for (let waited = 0; waited < limitMs; waited += 100) {
        const name = waited < docker_exec_graceMs ? (waited === 0 ? 'TERM' : '0') : 'KILL';
        try {
            const left = await docker(['exec', id, 'sh', '-c', signalMarked, 'sh', mark, name], env, signal);
            if (Number(left) === 0)
                return waited > 0;
        }
        catch (error) {
            if (isGone(error))
                return true;
            throw error;
        }
        await pause(100);
    }
    throw new problem/* Problem */.AF('tool-failed', `a program in ${where} does not end, although it was killed`);
}

;// CONCATENATED MODULE: ./build/js/runtime/docker-run.js




/**
 * Runs each program in a new container, which is removed when it ends. Environment variables, and so a password, are
 * visible to whoever may use the docker daemon while it runs (`docker inspect`), never in an argument list.
 */
function dockerRun(options) {
    const { image, network = 'host', services = {}, label, baseEnv } = options;
    const where = `docker run ${image}`;
    return {
        where,
        spawn: (command, signal) => {
            const name = `restorable-${(0,external_node_crypto_.randomUUID)()}`;
            const env = command.env ?? {};
            const input = command.stdin === 'open' ? ['-i'] : [];
            const flags = [
                '--rm',
                '--name',
                name,
                '--label',
                `restorable=${label}`,
                '--network',
                network,
                '--log-driver',
                'none',
            ];
            const what = ['--entrypoint', command.program, image, ...command.args];
            return launch(command, {
                where,
                file: 'docker',
                args: ['run', ...input, ...flags, ...environmentFlags(env), ...what],
                env: { ...baseEnv, ...env },
                halt: (isAlive) => whileStarting(() => removeContainer(name, baseEnv), isAlive),
                explain: explainDocker(where, image),
                missing: dockerMissing,
            }, signal);
        },
        reach: (server) => (network === 'host' ? server : reachOnNetwork(server, network, services)),
    };
}
function reachOnNetwork(server, network, services) {
    if (server.host !== 'localhost' && server.host !== '127.0.0.1')
        return server;
    for (const [name, service] of Object.entries(services)) {
        const port = service.network === network ? containerPort(service, server.port) : undefined;
        if (port !== undefined)
            return { host: name, port };
    }
    return server;
}

;// CONCATENATED MODULE: ./build/js/runtime/sandbox.js








/**
 * Starts a throw-away server and waits until it takes connections. It has no network: a restored database must not
 * reach the world by a subscription, a foreign server or a scheduled job. Programs run in it by docker exec.
 * @throws Problem `sandbox-failed` (the environment is to blame), with the last lines of the container's log.
 */
async function startSandbox(spec, options) {
    const { label, baseEnv, signal } = options;
    (0,problem/* stopIfAborted */.NI)(signal);
    const name = `restorable-sandbox-${(0,external_node_crypto_.randomUUID)()}`;
    const remove = async () => void (await removeContainer(name, baseEnv));
    try {
        await start(spec, name, label, baseEnv, signal);
        const runtime = dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv });
        await untilReady(spec, name, runtime, baseEnv, signal);
        return { runtime, [Symbol.asyncDispose]: remove };
    }
    catch (error) {
        let tries = 0;
        await whileStarting(() => removeContainer(name, baseEnv), () => signal.aborted && tries++ < 8);
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        throw error;
    }
}
async function start(spec, name, label, env, signal) {
    const flags = ['--name', name, '--label', `restorable=${label}`, '--network', 'none', '--shm-size', '256m'];
    try {
        await docker(['run', '-d', ...flags, ...environmentFlags(spec.env), spec.image, ...spec.args], env, signal, spec.env);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'tool-missing'))
            throw error;
        const pulled = /unable to find image|pull access denied|manifest unknown/i.test(failureOf(error)?.stderr ?? '');
        const what = pulled ? `image ${spec.image} cannot be pulled` : `a container of ${spec.image} cannot be started`;
        throw new problem/* Problem */.AF('sandbox-failed', `${what}: ${lastLines(failureOf(error)?.stderr ?? error.message)}`, {
            hint: error.hint ?? 'Check the name of the image (verify: { image: ... }), or log in to its registry first.',
            cause: error,
        });
    }
}
async function untilReady(spec, name, runtime, env, signal) {
    const late = AbortSignal.timeout(spec.timeoutMs);
    for (;;) {
        try {
            await text_text(runtime, spec.ready, AbortSignal.any([signal, late]));
            return;
        }
        catch (error) {
            (0,problem/* stopIfAborted */.NI)(signal);
            const ended = isGone(error) || !(await isRunning(name, env, signal));
            if (!ended && !late.aborted) {
                await pause(150);
                continue;
            }
            const what = ended ? 'stopped by itself' : `was not ready after ${Math.round(spec.timeoutMs / 1000)} s`;
            const log = redact(await lastLog(name, env, signal), secretsIn(spec.env));
            throw new problem/* Problem */.AF('sandbox-failed', `the throw-away ${spec.image} ${what}: ${lastLines(log) || 'its log is empty'}`, {
                cause: error,
            });
        }
    }
}
async function isRunning(name, env, signal) {
    return (await docker(['inspect', '-f', '{{.State.Running}}', name], env, signal)).trim() === 'true';
}
async function lastLog(name, env, signal) {
    // A server writes its log to stderr: only a shell joins the two in their order.
    const both = { program: 'sh', args: ['-c', 'exec docker logs --tail 20 "$1" 2>&1', 'sh', name] };
    return text_text(hostRuntime({ env }), both, signal);
}
/**
 * Removes every container that a run with this label left, with its volumes, and gives their ids. A machine without
 * docker has none.
 */
async function sweepContainers(label, baseEnv, signal) {
    let listed;
    try {
        listed = await docker(['ps', '-aq', '--no-trunc', '--filter', `label=restorable=${label}`], baseEnv, signal);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing'))
            return [];
        throw error;
    }
    const ids = listed.split('\n').filter((id) => id !== '');
    for (const id of ids)
        await removeContainer(id, baseEnv);
    return ids;
}

;// CONCATENATED MODULE: ./build/js/runtime/service.js


/** A running container of this machine, by its exact name or id, seen as a service; undefined where there is none. */
async function runningContainer(name, env, signal) {
    if (!/^[a-zA-Z0-9][\w.-]*$/.test(name))
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(name)} is not the name of a container`);
    let output;
    try {
        output = await docker(['container', 'inspect', '--format', '{{json .}}', name], env, signal);
    }
    catch (error) {
        if (isGone(error))
            return undefined;
        throw error;
    }
    const { Id: id, State: state, NetworkSettings: settings } = JSON.parse(output);
    if (!state.Running)
        return undefined;
    const network = Object.keys(settings.Networks)[0];
    const ports = Object.entries(settings.Ports).flatMap(([port, on]) => {
        const [first] = on ?? [];
        return first === undefined ? [] : [[port, first.HostPort]];
    });
    return {
        id,
        ...(network === undefined ? {} : { network }),
        ports: Object.fromEntries(ports),
    };
}

;// CONCATENATED MODULE: ./build/js/runtime/runtime.js











/***/ })

};
