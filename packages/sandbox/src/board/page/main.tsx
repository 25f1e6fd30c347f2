import { render } from 'preact';
import { BoardPage } from './view/board-page.tsx';

const root = document.getElementById('board');
if (root !== null) render(<BoardPage />, root);
