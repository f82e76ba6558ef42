import "./flow-picture";
import "./flow-editor";
