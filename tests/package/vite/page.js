import 'kanbao';
import './page.css';
