/** ServiceNow's text for a point in time: UTC, `yyyy-MM-dd HH:mm:ss`. It sorts as it reads. */
export function formatDateTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/** @returns null when the text is not `yyyy-MM-dd HH:mm:ss` */
export function parseDateTime(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  const date = new Date(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
