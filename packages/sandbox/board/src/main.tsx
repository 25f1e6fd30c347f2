import { render } from 'preact';
import { BoardPage } from './board-page.tsx';

const root = document.getElementById('board');
if (root !== null) render(<BoardPage />, root);
