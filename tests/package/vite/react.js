import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Issue } from './examples/react.jsx';

createRoot(document.querySelector('#app')).render(createElement(Issue, { src: '/sample/issue.json' }));
