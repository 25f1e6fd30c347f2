/** A text as part of HTML, on one line: in Markdown, what follows an empty line would be Markdown again. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
