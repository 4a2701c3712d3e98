/** What only other folders can judge: each returns why the text is wrong, undefined where it is right. */
export interface PolicyChecks {
  recipient(text: string): string | undefined
  signer(text: string): string | undefined
  cron(line: string, timezone: string): string | undefined
  /** The longest time between two ticks of a cron line, where no clock is changed; undefined: there are no two. */
  widestGap(line: string): number | undefined
}
