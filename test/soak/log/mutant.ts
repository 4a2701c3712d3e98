import { type Mutant, of } from '../mutation.ts'

/** What the worlds of a log that is collected must find. */
export const logMutants: readonly Mutant[] = [
  of(
    'a server may forget its log before it is stored',
    'command/log/collect.ts',
    'await upload.stored()\n    const [unreadable]',
    'await log.release(result.to)\n    await upload.stored()\n    const [unreadable]',
  ),
  of(
    'a piece of log counts that was not read back',
    'command/log/collect.ts',
    'upload.readBack(manifest)',
    'Promise.resolve<readonly string[]>([])',
  ),
  of(
    'the piece that reaches a moment is not played back',
    'judge/window.ts',
    'const log = rest.slice(0, ends + 1)',
    'const log = rest.slice(0, ends)',
  ),
  of(
    'the latest is the end of the last piece but one',
    'judge/window.ts',
    "at === 'latest' ? rest.length - 1",
    "at === 'latest' ? rest.length - 2",
  ),
  of(
    'the latest is of the latest clock',
    'judge/window.ts',
    'lastOf(b.stretch).number - lastOf(a.stretch).number || ',
    '',
  ),
  of(
    'a moment before a base is restored from it',
    'judge/window.ts',
    'momentOf(entry) <= until && !without',
    'momentOf(entry) <= now && !without',
  ),
  of(
    'a window has no anchor',
    'retain/log.ts',
    '!anchor || dated(base) >= dated(anchor) ||',
    '!anchor || dated(base) > dated(anchor) ||',
  ),
  of(
    'the log goes from before the newest base that is kept',
    'retain/log.ts',
    'new Date(Math.min(...times',
    'new Date(Math.max(...times',
  ),
  of(
    'what the log is played onto goes by the rules for dumps',
    'command/log/retain.ts',
    'const { needed, look } = await needsAt(project, source, catalog, outline)',
    'const { look } = await needsAt(project, source, catalog, outline)\n  const needed = new Map<string, string>()',
  ),
  of(
    'a base that is held keeps no log',
    'retain/log.ts',
    'dated(base) >= dated(anchor) || base.entry.held)',
    'dated(base) >= dated(anchor))',
  ),
  of(
    'a window is kept by the clock of the server alone',
    'retain/log.ts',
    'Math.max(moment.getTime(), entry.startedAt.getTime())',
    'entry ? moment.getTime() : 0',
  ),
  of(
    "a server's clock may go back",
    'command/log/collect.ts',
    'if (!previous || covers.until >= previous.covers.until) return',
    'if (!previous || covers.until) return',
  ),
  of(
    'a piece is due by the clock of the server',
    'plan/log.ts',
    'step(now) > step(startedAt) || startedAt > now',
    'step(now) > step(tip.covers.until) || startedAt > now',
  ),
  of(
    'of a fork the shorter branch counts',
    'catalog/log/slice.ts',
    '!rival || until > (reach',
    '!rival || until < (reach',
  ),
  of(
    'the next piece follows the shorter branch',
    'catalog/log/slice.ts',
    'return one.number > other.number',
    'return one.number < other.number',
  ),
  of(
    'what cannot be read is a gap',
    'command/log/log.ts',
    'if (state.tip === undefined && unread) {',
    'if (state.tip === undefined && unread && false) {',
    'command/log/log.ts',
    'if (unread)\n      throw',
    'if (unread && false)\n      throw',
  ),
].map((one) => ({ ...one, log: true }))
