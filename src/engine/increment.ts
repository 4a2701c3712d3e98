/** What is told of a backup that was to be an increment. */
export const fullInstead = (why: string): string => `this is a full backup instead of an increment: ${why}`
